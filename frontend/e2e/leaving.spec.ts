import { expect, test } from "./fixtures";

const API = /\/api\/v1\/([^?]*)/;

test("each page asks only for what it shows; leaving it ends its polls", async ({
  page,
  server,
}) => {
  const asked = new Set<string>();
  page.on("request", (request) => {
    const path = API.exec(request.url())?.[1];
    if (path !== undefined) asked.add(path);
  });
  await page.clock.install();
  await page.goto(`${server.url}/queue-monitoring/embedded/mail`);
  await expect(page.getByRole("heading", { name: "mail", level: 1 })).toBeVisible();
  await page.clock.runFor(6_000);
  await expect.poll(() => [...asked]).toContain("queues/embedded/mail");

  await page.getByRole("link", { name: "Queues" }).first().click();
  await expect(page.getByRole("heading", { name: "Queues", level: 1 })).toBeVisible();
  asked.clear();
  await page.clock.runFor(20_000);
  await expect.poll(() => [...asked].sort()).toEqual(["demo", "snapshot"]);

  await page.getByRole("link", { name: "Engines" }).first().click();
  await expect(page.getByRole("heading", { name: "Engines", level: 1 })).toBeVisible();
  asked.clear();
  await page.clock.runFor(20_000);
  await expect.poll(() => [...asked]).toEqual(["snapshot"]);
});
