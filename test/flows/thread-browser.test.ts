/** From draft to done in a real browser: reply, ask, take back, look at the history and the notes, cancel, go on, export. */
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { hasBrowser, openBrowser, openPage, picture } from "../fixtures/browser.ts";
import { addDocument } from "../fixtures/journeys.ts";

const handbook = `# Security handbook
## Passwords
Use a password manager. Every password has at least 14 characters. Never reuse a password.
## Phishing
Phishing mails ask for passwords. Report a suspicious mail with the report button. Check the sender's address.
## Devices
Lock the screen when you leave your desk. Lost devices are reported within 24 hours.`;

describe.runIf(hasBrowser("talking in the thread in a browser"))("in the browser", () => {
  let bench: Bench;
  let browser: Browser;
  beforeAll(async () => {
    bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "250" } });
    await addDocument(bench.sandbox.driver, "Security handbook", handbook);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await bench.close();
  });

  /** Asks for a course in the channel that the page shows, and opens its thread. */
  async function ask(page: Page, text: string): Promise<Locator> {
    const composer = page.getByRole("textbox", { name: /^Message to/ });
    await composer.fill(`/course ${text}`);
    await composer.press("Enter");
    const root = page.getByRole("main").locator("article", { hasText: text }).last();
    await root.getByText(/\d repl/).click({ timeout: 60_000 });
    return page.getByRole("complementary", { name: "Thread" });
  }

  async function say(page: Page, thread: Locator, text: string, answer: RegExp): Promise<void> {
    const reply = page.getByRole("textbox", { name: "Reply" });
    await reply.fill(text);
    await reply.press("Enter");
    const said = thread.getByText(answer).last();
    await said.waitFor({ timeout: 60_000 });
    await thread.locator("article").last().scrollIntoViewIfNeeded();
  }

  test("draft, add, drop, ask, undo twice; the history and the notes", async () => {
    const { page, errors } = await openPage(browser, bench.sandbox.url, bench.sandbox.driver.user("grace").id);
    const thread = await ask(page, "Create security training using @1");
    await thread.getByText(/Ready:/).waitFor({ timeout: 90_000 });
    await picture(page, "thread-ready");
    await say(page, thread, "add a module on phishing after module 2", /Added module 3/);
    await picture(page, "thread-added");
    await say(page, thread, "drop the last assessment", /Removed assessment/);
    await say(page, thread, "what does module 3 cover?", /^Module 3, /);
    await picture(page, "thread-answered");
    await say(page, thread, "undo", /Taken back: the change of version 3/);
    await say(page, thread, "undo", /Taken back: the change of version 2/);
    await picture(page, "thread-undone");
    const card = thread.locator("article", { has: page.getByRole("button", { name: "History" }) }).last();
    await card.getByRole("button", { name: "History" }).click();
    const modal = page.locator("dialog[data-view-id]");
    await modal.getByText("Version 5").waitFor({ timeout: 60_000 });
    await picture(page, "thread-history");
    await modal.getByRole("button", { name: "Close" }).last().click();
    await card.getByRole("button", { name: /Quality notes/ }).click();
    await modal.getByText("What serves which objective").waitFor({ timeout: 60_000 });
    await picture(page, "thread-quality");
    await modal.getByRole("button", { name: "Close" }).last().click();
    await card.getByRole("button", { name: "Rewrite a part" }).click();
    await modal.getByText("Which part?").waitFor({ timeout: 60_000 });
    await picture(page, "thread-rewrite");
    await modal.getByRole("button", { name: "Cancel" }).click();
    await card.scrollIntoViewIfNeeded();
    await card.getByRole("button", { name: "More options" }).scrollIntoViewIfNeeded();
    await picture(page, "thread-buttons");
    expect(errors).toEqual([]);
    await page.close();
  }, 240_000);

  test("a course is cancelled in mid-module, goes on, and is taken away as a file", async () => {
    const { page, errors } = await openPage(browser, bench.sandbox.url, bench.sandbox.driver.user("grace").id);
    const thread = await ask(page, "Create a course on handling complaints");
    await thread.getByText("Writing the modules", { exact: true }).waitFor({ timeout: 70_000 });
    await picture(page, "thread-writing");
    await thread.getByRole("button", { name: "Cancel" }).click();
    await thread.getByRole("button", { name: "Continue" }).waitFor({ timeout: 70_000 });
    await thread.getByRole("button", { name: "Continue" }).scrollIntoViewIfNeeded();
    await picture(page, "thread-cancelled");
    await thread.getByRole("button", { name: "Continue" }).click();
    await thread.getByText(/Ready:/).waitFor({ timeout: 90_000 });
    await thread.getByRole("button", { name: "More options" }).click();
    await picture(page, "thread-menu");
    await page.getByRole("menuitem", { name: "Export as Markdown" }).click();
    await thread.getByText(/The course as Markdown, version 1/).waitFor({ timeout: 60_000 });
    await picture(page, "thread-exported");
    await thread.getByRole("button", { name: "More options" }).click();
    await page.getByRole("menuitem", { name: "Delete the course" }).click();
    await page.locator("dialog[data-view-id]").getByRole("button", { name: "Delete" }).click();
    await thread.getByText(/was deleted by Grace Lindqvist/).waitFor({ timeout: 70_000 });
    await thread.getByText(/The course as Markdown/).waitFor({ state: "detached", timeout: 60_000 });
    await picture(page, "thread-deleted");
    expect(errors).toEqual([]);
    await page.close();
  }, 240_000);
});
