import type { ReactNode } from "react";
import { labels } from "../../lib/labels";
import { Button, type ButtonLook } from "./Button";
import { DialogError } from "./DialogError";
import { Sheet } from "./Sheet";

type ActSheetProps = {
  title: string;
  confirm: string;
  /** On the button while the act is on its way. */
  working?: string;
  look?: ButtonLook;
  icon?: ReactNode;
  /** Whether all that is needed is there. */
  ready: boolean;
  /** The act: on its way or not, and why it failed. */
  act: { isPending: boolean; error: string | null };
  /** What helps when it failed. */
  remedy?: ReactNode;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog with one act, sent at most once at a time. It stays as it is when the act fails. */
export function ActSheet(props: ActSheetProps) {
  const { title, confirm, working = labels.dialog.working, look = "primary", icon } = props;
  const { ready, act, remedy, onSend, onClose, children } = props;
  return (
    <Sheet
      opened
      onClose={onClose}
      title={title}
      onSubmit={() => {
        if (ready && !act.isPending) onSend();
      }}
      footer={
        <>
          <Button onClick={onClose}>{labels.dialog.cancel}</Button>
          <Button
            type="submit"
            look={look}
            icon={icon}
            waiting={!ready || act.isPending}
            aria-busy={act.isPending || undefined}
          >
            {act.isPending ? working : confirm}
          </Button>
        </>
      }
    >
      {children}
      {act.error !== null && <DialogError text={act.error} />}
      {remedy}
    </Sheet>
  );
}
