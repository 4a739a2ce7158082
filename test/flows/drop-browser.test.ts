/** Files dragged from the desktop onto Home in a real browser, what a member sees of them, and the page that a course cites. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, openBrowser, openHomePage, picture } from "../fixtures/browser.ts";
import { forge } from "../fixtures/forge.ts";
import { type InProcess, startInProcess } from "../fixtures/in-process.ts";
import { allText } from "../fixtures/journeys.ts";
import {
  makeDeck,
  makeManual,
  makeWorkbook,
  manualFact,
  manualPage,
  manualPages,
  manualTopic,
} from "../fixtures/office-files.ts";
import { draftCourse } from "../fixtures/threads.ts";

const handbook = resolve(import.meta.dirname, "../../src/sandbox/samples/1-security-handbook.md");

describe.runIf(hasBrowser("Dropping files on Home"))("files dropped on Home", () => {
  let running: InProcess;
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "dropped-"));
    running = await startInProcess();
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await running.close();
    await rm(folder, { recursive: true, force: true });
  });

  const open = (person: string) => openHomePage(browser, running.sandbox, person);

  test("an admin drags a manual, a deck, a workbook and a handbook onto the form", async () => {
    const files = {
      "Plant manual.pdf": makeManual(),
      "sales-steps.pptx": makeDeck(),
      "site-visits.xlsx": makeWorkbook(),
      "security-handbook.md": await readFile(handbook),
    };
    const paths = Object.keys(files).map((name) => join(folder, name));
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    const { page, errors } = await open("ada");
    await page.locator('[data-action-id="home:add-document"] button').click();
    await page.locator("dialog .file-input").waitFor({ timeout: 60_000 });
    await drag(page, "dialog .file-input", paths, async () => {
      await page.locator("dialog .file-input-over").waitFor({ timeout: 60_000 });
      await picture(page, "drop-over");
    });
    await expect.poll(() => page.locator("dialog .file-row").count(), { timeout: 60_000 }).toBe(paths.length);
    await picture(page, "drop-form");
    await page.locator("dialog").getByRole("button", { name: "Add" }).click();
    await page
      .getByText("Ready ·")
      .nth(paths.length - 1)
      .waitFor({ timeout: 60_000 });
    await picture(page, "drop-admin");
    const home = allText(running.sandbox.driver.home("ada")?.blocks);
    expect(home).toMatch(new RegExp(`\\*Plant manual\\*\\nReady · PDF · ${manualPages} pages · \\d+ passages`));
    expect(home).toMatch(/\*Sales steps\*\nReady · PowerPoint · 12 slides · /);
    expect(home).toMatch(/\*Site visits\*\nReady · Excel · 2 sheets · /);
    expect(home).toMatch(/\*Security handbook\*\nReady · Markdown · /);
    expect(errors).toEqual([]);
    await page.close();
  }, 180_000);

  test("a member sees them without any admin control, and a forged admin click is refused", async () => {
    const { driver } = running.sandbox;
    const { page, errors } = await open("mateo");
    await page.getByText("Ready ·").nth(3).waitFor({ timeout: 60_000 });
    for (const name of ["Add documents", "Settings", "More options", "Replace", "Delete", "Try again"]) {
      expect(await page.getByRole("button", { name }).count(), name).toBe(0);
    }
    expect(await page.getByRole("button", { name: "Use in a course" }).count()).toBe(4);
    await picture(page, "drop-member");
    const mateo = driver.user("mateo").id;
    const answer = await forge(running, {
      type: "block_actions",
      team: { id: driver.workspace.id },
      user: { id: mateo },
      api_app_id: "A1",
      trigger_id: driver.workspace.triggers.issue(mateo),
      view: { id: driver.home("mateo")?.id, type: "home", private_metadata: "" },
      actions: [{ action_id: "home:add-document", block_id: "b", type: "button" }],
    });
    expect(answer.status).toBe(200);
    await page.locator("dialog").getByText("Only this workspace's admins").waitFor({ timeout: 60_000 });
    await picture(page, "drop-refused");
    await page.keyboard.press("Escape");
    expect(errors).toEqual([]);
    await page.close();
  }, 120_000);

  test("a course on the manual cites the page that says it", async () => {
    const { driver } = running.sandbox;
    const number = /`@(\d+)` {2}\*Plant manual\*/.exec(allText(driver.home("ada")?.blocks))?.[1];
    const text = `Testing ${manualTopic}, 30 minutes, using @${number}`;
    const { card } = await draftCourse(driver, { user: "mateo", channel: "learning", text });
    const cited = [...allText(card.blocks).matchAll(/\[\d+\] page (\d+)/g)].map(([, page]) => Number(page));
    expect(cited).toContain(manualPage);
    const passages = [...allText(card.blocks).matchAll(/\[\d+\] page \d+, ([^\n]+)/g)].map(([, heading]) => heading);
    expect(passages).toContain("Relief valve of the north boiler");
    const { page, errors } = await open("mateo");
    await page.getByRole("navigation").getByText("learning").click();
    await page
      .getByRole("main")
      .getByText(/repl(y|ies)/)
      .last()
      .click({ timeout: 60_000 });
    const thread = page.getByRole("complementary", { name: "Thread" });
    const place = thread.getByText(`] page ${manualPage}`).first();
    await place.waitFor({ timeout: 60_000 });
    await place.scrollIntoViewIfNeeded();
    await picture(page, "drop-course");
    const label = new RegExp(`\\[(\\d+)\\] page ${manualPage}\\b`).exec(allText(card.blocks))?.[1];
    await thread.getByRole("button", { name: `[${label}] Read the source` }).click();
    await page.locator("dialog").getByText(manualFact).waitFor({ timeout: 60_000 });
    await page.locator("dialog").getByText(`page ${manualPage}`).waitFor({ timeout: 60_000 });
    await picture(page, "drop-passage");
    expect(errors).toEqual([]);
    await page.close();
  }, 180_000);
});

/** A drag of files from outside of the browser, as the operating system reports one; `during` runs before they are let go. */
async function drag(page: Page, selector: string, files: string[], during: () => Promise<void>): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not to be seen`);
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
  await during();
  await session.send("Input.dispatchDragEvent", { type: "drop", ...at, data });
  await session.detach();
}
