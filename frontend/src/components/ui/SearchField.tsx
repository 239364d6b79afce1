import { IconSearch } from "@tabler/icons-react";
import { useRef } from "react";
import { useShortcuts } from "../../hooks/useShortcuts";

type SearchFieldProps = { label: string; value: string; onChange: (value: string) => void };

/** `/` goes into it, Esc empties it, a second Esc leaves it. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ "/": () => field.current?.focus() });
  return (
    <label className="search">
      <IconSearch size={16} stroke={1.8} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (value === "") event.currentTarget.blur();
          else onChange("");
        }}
      />
      <kbd aria-hidden>/</kbd>
    </label>
  );
}
