import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { labels } from "../../lib/labels";
import { PaletteDialog } from "./PaletteDialog";

/** The field in the header; Ctrl K opens it from everywhere. */
export function PaletteField() {
  const [opened, setOpened] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpened(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <button type="button" className="palette-field" onClick={() => setOpened(true)}>
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span className="grow">{labels.search}</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      {opened && <PaletteDialog onClose={() => setOpened(false)} />}
    </>
  );
}
