import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { SearchField } from "./SearchField";

it("keeps every letter when the owner of the value follows late", async () => {
  const onChange = vi.fn();
  render(<SearchField label="Filter queues" value="" onChange={onChange} />);

  await userEvent.type(screen.getByLabelText("Filter queues"), "mail");

  expect(onChange).toHaveBeenLastCalledWith("mail");
});

it("is emptied by Esc and left by a second one", async () => {
  const onChange = vi.fn();
  render(<SearchField label="Filter queues" value="mail" onChange={onChange} />);
  const field = screen.getByLabelText("Filter queues");
  field.focus();

  await userEvent.keyboard("{Escape}");
  expect(onChange).toHaveBeenLastCalledWith("");
  expect(document.activeElement).toBe(field);

  await userEvent.keyboard("{Escape}");
  expect(document.activeElement).not.toBe(field);
});
