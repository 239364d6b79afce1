import { IconSearch } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useShortcuts } from "../../hooks/useShortcuts";

type SearchFieldProps = { label: string; value: string; onChange: (value: string) => void };

/** `/` goes into it, Esc empties it, a second Esc leaves it. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  // What is typed shows at once; the owner (the address) may take a moment to follow.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  const change = (text: string): void => {
    setTyped(text);
    onChange(text);
  };
  useShortcuts({ "/": () => field.current?.focus() });
  return (
    <label className="search">
      <IconSearch size={16} stroke={1.8} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        value={shown}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (shown === "") event.currentTarget.blur();
          else change("");
        }}
      />
      <kbd aria-hidden>/</kbd>
    </label>
  );
}
