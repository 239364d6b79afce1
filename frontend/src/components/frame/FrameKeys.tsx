import { useState } from "react";
import { useNavigate } from "react-router";
import { usePreferences } from "../../hooks/usePreferences";
import { useShortcuts } from "../../hooks/useShortcuts";
import { useSnapshotStore } from "../../hooks/useSnapshot";
import { labels } from "../../lib/labels";
import { preferences } from "../../lib/preferences";
import { Sheet } from "../ui/Sheet";
import { pages } from "./navigation";

/** The keys that work everywhere, and their map. */
export function FrameKeys() {
  const [shown, setShown] = useState(false);
  const navigate = useNavigate();
  const store = useSnapshotStore();
  const { timeZone } = usePreferences();

  useShortcuts({
    r: () => store.refresh(),
    t: () => preferences.set({ timeZone: timeZone === "utc" ? "local" : "utc" }),
    "?": () => setShown(true),
    ...Object.fromEntries(pages.map((page) => [page.key, () => void navigate(page.to)])),
  });

  return (
    <Sheet opened={shown} onClose={() => setShown(false)} title={labels.keys.title}>
      <ul className="keys">
        {labels.keys.list.map((line) => (
          <li key={line.text}>
            <span>{line.text}</span>
            {line.keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
