import { Textarea } from "@mantine/core";
import { labels } from "../../lib/labels";

type ReasonFieldProps = { value: string; onChange: (value: string) => void; placeholder?: string };

export const isReason = (text: string): boolean => text.trim() !== "" && text.length <= 500;

export function ReasonField({
  value,
  onChange,
  placeholder = labels.dialog.why,
}: ReasonFieldProps) {
  return (
    <Textarea
      label={labels.dialog.reason}
      description={labels.dialog.reasonHint}
      placeholder={placeholder}
      value={value}
      maxLength={500}
      minRows={3}
      rows={3}
      data-autofocus
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
