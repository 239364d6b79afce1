import { Tooltip } from "@mantine/core";
import type { ComponentPropsWithRef, ReactNode } from "react";

export type ButtonLook = "plain" | "primary" | "danger" | "danger-outline" | "ghost";

export type ButtonProps = Omit<ComponentPropsWithRef<"button">, "disabled"> & {
  look?: ButtonLook;
  size?: "md" | "sm";
  icon?: ReactNode;
  square?: boolean;
  /** Why it does nothing now. It stays focusable and says so. */
  blocked?: string | null;
  /** Takes no click, needs no reason: it is at work, or a field above is missing. */
  waiting?: boolean;
};

export function Button(props: ButtonProps) {
  const {
    look = "plain",
    size = "md",
    icon,
    square,
    blocked = null,
    waiting = false,
    ...rest
  } = props;
  const { className = "", children, onClick, type = "button", ...native } = rest;
  const off = blocked !== null || waiting;
  const button = (
    <button
      {...native}
      type={type}
      className={`btn btn-${look} btn-${size} ${square ? "btn-square" : ""} ${className}`}
      aria-disabled={off || undefined}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon}
      {children}
    </button>
  );
  if (blocked === null) return button;
  return (
    <Tooltip
      label={blocked}
      withArrow
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      {button}
    </Tooltip>
  );
}
