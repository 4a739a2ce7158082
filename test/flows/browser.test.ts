/** The ten minutes of somebody who has never seen it, in a real browser. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { hasBrowser, openBrowser, openPage, picture } from "../fixtures/browser.ts";
import { addDocument } from "../fixtures/journeys.ts";

const samples = resolve(import.meta.dirname, "../../src/sandbox/samples");

describe.runIf(hasBrowser("the journeys in a browser"))("in the browser", () => {
  let bench: Bench;
  let browser: Browser;
  beforeAll(async () => {
    bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "120" } });
    const { driver } = bench.sandbox;
    for (const name of readdirSync(samples).sort()) {
      const text = readFileSync(resolve(samples, name), "utf8");
      const title = /^# (.+)$/m.exec(text)?.[1] ?? name;
      await addDocument(driver, title, text.slice(0, 3_000));
    }
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await bench.close();
  });

  test("a member types the command and watches the course grow, with its documents at the end", async () => {
    const { driver } = bench.sandbox;
    const { page, errors } = await openPage(browser, bench.sandbox.url, driver.user("grace").id);
    const composer = page.getByRole("textbox", { name: "Message to learning" });
    await composer.fill("/course Create security training using @1 @3");
    const asked = performance.now();
    await composer.press("Enter");
    await page.getByRole("main").getByText("1 reply").click({ timeout: 60_000 });
    const thread = page.getByRole("complementary", { name: "Thread" });
    await thread.getByText("Writing the modules", { exact: true }).waitFor({ timeout: 60_000 });
    await picture(page, "course-growing");
    await thread.getByText(/Ready:/).waitFor({ timeout: 60_000 });
    expect(performance.now() - asked).toBeLessThan(30_000);
    const card = thread.locator("article[data-edits]").nth(1);
    expect(Number(await card.getAttribute("data-edits"))).toBeGreaterThanOrEqual(7);
    const words = (await thread.textContent()) ?? "";
    const order = ["Learning objectives", "Modules", "Assessments", "Ready:"].map((heading) => words.indexOf(heading));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    for (const document of driver.home("ada")?.blocks.length ? ["@1", "@3"] : []) expect(words).toContain(document);
    await picture(page, "course-ready");
    expect(errors).toEqual([]);
    await page.close();
  });

  test("an admin adds a document in Home, and a member's course uses it", async () => {
    const { driver } = bench.sandbox;
    const admin = await openPage(browser, bench.sandbox.url, driver.user("ada").id);
    await admin.page.getByRole("region", { name: "Apps" }).getByText("Coursewright").click();
    await admin.page.locator('[data-action-id="home:add-document"]').click({ timeout: 60_000 });
    const modal = admin.page.locator("dialog[data-view-id]");
    await modal.getByLabel(/Title of the pasted text/).fill("Fire safety rules");
    await modal
      .getByLabel(/paste text/)
      .fill(
        "# Fire safety\n## Alarms\nLeave the building within 3 minutes of an alarm. The meeting point is the car park.\n## Extinguishers\nExtinguishers are checked every 2 years.",
      );
    await modal.getByRole("button", { name: "Add" }).click();
    await admin.page.getByText("Fire safety rules").first().waitFor({ timeout: 60_000 });
    await picture(admin.page, "home-admin");
    const member = await openPage(browser, bench.sandbox.url, driver.user("mateo").id);
    const composer = member.page.getByRole("textbox", { name: "Message to learning" });
    await composer.fill('/course Fire drills using @"Fire safety rules"');
    await composer.press("Enter");
    const root = member.page.getByRole("main").locator("article", { hasText: "Fire drills" });
    await root
      .getByRole("button", { name: /repl(y|ies)/ })
      .first()
      .click({ timeout: 60_000 });
    const thread = member.page.getByRole("complementary", { name: "Thread" });
    await thread.getByText(/Ready:/).waitFor({ timeout: 60_000 });
    expect(await thread.textContent()).toContain("Fire safety rules");
    expect([...admin.errors, ...member.errors]).toEqual([]);
  }, 120_000);
});
