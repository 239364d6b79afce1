import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** Only colours differ between the themes: the rest is asked once. */
const onlyColours = ["color-contrast", "link-in-text-block"];

export async function expectAccessible(page: Page, what: string, part = "body"): Promise<void> {
  const axe = new AxeBuilder({ page }).include(part);
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const { violations } = await (dark ? axe.withRules(onlyColours) : axe).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(" ")}`);
  expect(found, what).toEqual([]);
}
