import { Modal } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useSnapshot } from "../../hooks/useSnapshot";
import { labels } from "../../lib/labels";
import { queueHref } from "../../lib/queueView";
import { pages } from "./navigation";

type Target = { id: string; text: string; note: string; to: string };
const SHOWN = 10;

function useTargets(text: string): Target[] {
  const queues = useSnapshot().data?.snapshot.queues ?? [];
  const wanted = text.trim().toLowerCase();
  return [
    ...pages.map((page) => ({ id: page.to, text: page.text, note: "page", to: page.to })),
    ...queues.map((queue) => ({
      id: queue.id,
      text: queue.name,
      note: queue.engine,
      to: queueHref(queue.engine, queue.name),
    })),
  ]
    .filter((it) => `${it.note}/${it.text}`.toLowerCase().includes(wanted))
    .slice(0, SHOWN);
}

export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const targets = useTargets(text);
  const active = Math.min(at, Math.max(0, targets.length - 1));

  const go = (target: Target | undefined): void => {
    if (target === undefined) return;
    onClose();
    void navigate(target.to);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") go(targets[active]);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    setAt((active + step + targets.length) % Math.max(1, targets.length));
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={600}
      yOffset="11vh"
      aria-label={labels.search}
    >
      <input
        className="palette-input"
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={targets.length > 0 ? `palette-${active}` : undefined}
        aria-label={labels.search}
        placeholder={labels.search}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id="palette-list"
        role="listbox"
        aria-label={labels.search}
        className="palette-list"
        tabIndex={-1}
      >
        {targets.map((target, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys act in the field, focus stays there
          <div
            key={target.id}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onClick={() => go(target)}
          >
            <span className="grow">{target.text}</span>
            <span className="text3">{target.note}</span>
          </div>
        ))}
      </div>
    </Modal>
  );
}
