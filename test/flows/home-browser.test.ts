/** Home in a real browser: an admin drops files on it, a member reads it. The pictures are kept for looking at. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, openBrowser, openHomePage, picture } from "../fixtures/browser.ts";
import { type InProcess, startInProcess } from "../fixtures/in-process.ts";
import { draftCourse } from "../fixtures/threads.ts";

const samples = resolve(import.meta.dirname, "../../src/sandbox/samples");

describe.runIf(hasBrowser("Home in a browser"))("Home in the browser", () => {
  let running: InProcess;
  let browser: Browser;
  beforeAll(async () => {
    running = await startInProcess({ environment: { MODEL_PRICE_INPUT: "0.25", MODEL_PRICE_OUTPUT: "2" } });
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await running.close();
  });

  const open = (person: string) => openHomePage(browser, running.sandbox, person);

  /** Drops files on the form, as from the desktop. */
  async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
    const transfer = await page.evaluateHandle((given) => {
      const data = new DataTransfer();
      for (const { name, text } of given) data.items.add(new File([text], name, { type: "text/markdown" }));
      return data;
    }, files);
    await page.dispatchEvent("dialog .file-input", "drop", { dataTransfer: transfer });
  }

  test("an admin drops several files and watches them being read", async () => {
    const { page, errors } = await open("ada");
    await picture(page, "home-empty");
    await page.locator('[data-action-id="home:add-document"] button').click();
    await page.locator("dialog .file-input").waitFor({ timeout: 60_000 });
    const files = readdirSync(samples)
      .filter((name) => name.endsWith(".md"))
      .sort()
      .map((name) => ({ name: name.replace(/^\d+-/, ""), text: readFileSync(resolve(samples, name), "utf8") }));
    await drop(page, [
      ...files,
      { name: "broken.pdf", text: "%PDF-1.7 nothing" },
      { name: "security-handbook-copy.md", text: files[0]?.text ?? "" },
    ]);
    await expect.poll(() => page.locator("dialog .file-row").count(), { timeout: 60_000 }).toBe(files.length + 2);
    await picture(page, "home-add");
    await page.locator("dialog").getByRole("button", { name: "Add" }).click();
    await page
      .getByText("Ready ·")
      .nth(files.length - 1)
      .waitFor({ timeout: 60_000 });
    await page.getByText("Add it anyway").first().waitFor({ timeout: 60_000 });
    await picture(page, "home-admin");
    await page.getByRole("button", { name: "More options" }).first().click();
    await picture(page, "home-menu");
    await page.keyboard.press("Escape");
    expect(errors).toEqual([]);
    await page.close();
  }, 120_000);

  test("a member sees the documents and no admin control; a course shows its sources", async () => {
    const { driver } = running.sandbox;
    const { page, errors } = await open("mateo");
    await page.getByText("Ready ·").first().waitFor({ timeout: 60_000 });
    expect(await page.getByRole("button", { name: "Add documents" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Settings" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "More options" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Use in a course" }).count()).toBeGreaterThan(2);
    await draftCourse(driver, { user: "mateo", channel: "learning", text: "Security training using @1" });
    await page
      .getByText(/ready ·/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await page.getByRole("heading", { name: "Usage" }).count()).toBe(0);
    await picture(page, "home-member");
    await page.getByRole("button", { name: "Use in a course" }).last().click();
    await page.locator("dialog").getByText("Where should it go?").waitFor({ timeout: 60_000 });
    await picture(page, "home-use");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached", timeout: 60_000 });
    await page.getByRole("navigation").getByText("learning").click();
    await page
      .getByRole("main")
      .getByText(/repl(y|ies)/)
      .last()
      .click({ timeout: 60_000 });
    await driver.command({ user: "mateo", channel: "learning", command: "/course", text: "list" });
    await page.getByRole("main").getByText("Your courses").waitFor({ timeout: 60_000 });
    await picture(page, "course-list");
    const thread = page.getByRole("complementary", { name: "Thread" });
    const menu = thread.locator('[data-action-id^="passage:"]').first();
    await menu.scrollIntoViewIfNeeded({ timeout: 60_000 });
    await picture(page, "course-sources");
    await menu.getByRole("combobox").click();
    await picture(page, "course-sources-menu");
    await thread.getByRole("option").first().click();
    await page.locator("dialog").getByText("version 1").waitFor({ timeout: 60_000 });
    await picture(page, "passage");
    expect(errors).toEqual([]);
    await page.close();
    const admin = await open("ada");
    await admin.page.getByText(/^Calls: to the language model/).scrollIntoViewIfNeeded({ timeout: 60_000 });
    await admin.page.getByText(/Month +Courses .+ Cost .+\n.+ 1 +0 .+\$0\.00 /u).waitFor({ timeout: 60_000 });
    await picture(admin.page, "home-usage");
    expect(admin.errors).toEqual([]);
    await admin.page.close();
  }, 120_000);

  test("the settings, a document's details and its end", async () => {
    const { page, errors } = await open("ada");
    await page.locator('[data-action-id="home:settings"] button').click();
    await page.locator("dialog").getByText("Who else is an admin").waitFor({ timeout: 60_000 });
    await picture(page, "home-settings");
    await page.locator("dialog").getByText("Delete everything…").scrollIntoViewIfNeeded();
    await picture(page, "home-settings-end");
    await page.keyboard.press("Escape");
    for (const [choice, said, name] of [
      ["Details and courses", "Courses that rest on it", "home-details"],
      ["Rename", "stays; the short name", "home-rename"],
      ["Replace", "becomes version 2", "home-replace"],
      ["Delete", "This deletes", "home-delete"],
    ] as const) {
      // The oldest is the handbook; the newest, a copy, stands on top.
      await page.getByRole("button", { name: "More options" }).last().click();
      await page.getByRole("menuitem", { name: choice }).click();
      await page.locator("dialog").getByText(said).waitFor({ timeout: 60_000 });
      await picture(page, name);
      await page.keyboard.press("Escape");
      await page.locator("dialog").waitFor({ state: "detached", timeout: 60_000 });
    }
    expect(errors).toEqual([]);
    await page.close();
  }, 120_000);
});
