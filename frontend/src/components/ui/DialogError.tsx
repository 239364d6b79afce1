import { IconAlertTriangle } from "@tabler/icons-react";

export const DialogError = ({ text }: { text: string }) => (
  <p className="dialog-error" role="alert">
    <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
    <span>{text}</span>
  </p>
);
