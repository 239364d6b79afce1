import { CloseButton, Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { FormEvent, ReactNode } from "react";
import { useFocusReturn } from "../../hooks/useFocusReturn";
import { labels } from "../../lib/labels";

type SheetProps = {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  /** With it the sheet is a form and Enter in a field sends it. */
  onSubmit?: () => void;
};

const PHONE = "(max-width: 760px)";

/** A dialog; on a phone a sheet at the bottom. Traps focus, Esc closes, focus goes back to the opener. */
export function Sheet({ opened, onClose, title, children, footer, onSubmit }: SheetProps) {
  useFocusReturn(opened);
  const phone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
  const content = (
    <>
      <div className="sheet-body">{children}</div>
      {footer !== undefined && <div className="sheet-footer">{footer}</div>}
    </>
  );
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      centered={!phone}
      yOffset={phone ? 0 : "5dvh"}
      transitionProps={{ duration: 160, transition: phone ? "slide-up" : "fade" }}
      returnFocus={false}
      className={phone ? "sheet-phone" : "sheet"}
      classNames={{ content: "sheet-content", overlay: "sheet-overlay" }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className="sheet-head">
          <Modal.Title component="h2">{title}</Modal.Title>
          <CloseButton aria-label={labels.dialog.close} onClick={onClose} />
        </div>
        {onSubmit === undefined ? content : <form onSubmit={send}>{content}</form>}
      </Modal.Content>
    </Modal.Root>
  );
}
