/** What goes wrong on purpose, as a person sees it: each switch is turned on the page, and the course comes to its end all the same. */
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Demo } from "../../src/sandbox/demo/start-demo.ts";
import { hasBrowser, openBrowser, openPage, picture } from "../fixtures/browser.ts";
import { askOnPage, startTestDemo, turn } from "../fixtures/demo.ts";

const longest = 120_000;

describe.runIf(hasBrowser("the sandbox's switches in a browser"))("the switches", { timeout: 300_000 }, () => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(async () => {
    demo = await startTestDemo({ OFFLINE_TOKENS_PER_SECOND: "600" });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  // What one test left on does not spoil the next.
  afterEach(() => {
    const off = { throttled: false, down: false, modelSlow: false, modelFailing: false };
    demo.sandbox.setSwitches(off);
  });

  const open = () => openPage(browser, demo.sandbox.url, demo.sandbox.driver.user("grace").id);
  const ready = (thread: Locator) => thread.getByText(/Ready:/).waitFor({ timeout: longest });
  const strip = (page: Page, key: string) => page.locator(`[data-trouble-strip="${key}"]`);
  const card = (thread: Locator) => thread.locator("article[data-edits]").nth(1);
  const edits = async (thread: Locator) => Number(await card(thread).getAttribute("data-edits"));
  const cards = (thread: Locator) => thread.getByText("Learning objectives", { exact: true }).count();

  test("Slack throttles: edits slow down, and the last state arrives", async () => {
    const { page, errors } = await open();
    await page.getByRole("button", { name: "Traffic" }).click();
    await turn(page, "Slack throttling", true);
    await strip(page, "throttled").waitFor();
    const thread = await askOnPage(page, "Taking minutes");
    const refused = page.locator("details.call-failed", { hasText: "429" });
    await refused.first().waitFor({ timeout: longest });
    await picture(page, "switch-throttled");
    await strip(page, "throttled").getByRole("button").click();
    await strip(page, "throttled").waitFor({ state: "detached" });
    await ready(thread);
    expect(await cards(thread)).toBe(1);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("Slack is down while a course is written: it goes on when Slack is back", async () => {
    const { page, errors } = await open();
    await page.getByRole("button", { name: "Traffic" }).click();
    // Slowly, so that Slack goes down before the end on a quick machine, too.
    await turn(page, "Model slow", true);
    const thread = await askOnPage(page, "Chairing a meeting");
    await turn(page, "Slack down", true);
    await page.locator("details.call-failed", { hasText: "503" }).first().waitFor({ timeout: longest });
    await picture(page, "switch-down");
    expect(await thread.getByText(/Ready:/).count()).toBe(0);
    await turn(page, "Model slow", false);
    await turn(page, "Slack down", false);
    await ready(thread);
    expect(await cards(thread)).toBe(1);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a slow model: the course grows at a fraction of its pace, and at once when the switch is off", async () => {
    const { page, errors } = await open();
    await turn(page, "Model slow", true);
    const thread = await askOnPage(page, "Giving feedback");
    // At the usual pace here all of it is written within this many edits.
    await expect.poll(() => edits(thread), { timeout: longest }).toBeGreaterThan(7);
    expect(await thread.getByRole("button", { name: "Cancel" }).count()).toBe(1);
    expect(await thread.getByText("Assessments", { exact: true }).count()).toBe(0);
    await picture(page, "switch-model-slow");
    await turn(page, "Model slow", false);
    await ready(thread);
    expect(errors).toEqual([]);
    await page.close();
  });

  test("a failing model: the thread says so, and Retry works once the switch is off", async () => {
    const { page, errors } = await open();
    await turn(page, "Model failing", true);
    const thread = await askOnPage(page, "Handling complaints");
    const retry = thread.getByRole("button", { name: "Retry" });
    await retry.waitFor({ timeout: longest });
    expect(await thread.textContent()).toContain("Could not write");
    expect(await thread.textContent()).not.toMatch(/Error:|sandbox/);
    await picture(page, "switch-model-failing");
    await turn(page, "Model failing", false);
    await retry.click();
    await ready(thread);
    await turn(page, "Model failing", true);
    const reply = page.getByRole("textbox", { name: "Reply" });
    await reply.fill("make it two hours");
    await reply.press("Enter");
    await thread.getByText(/model cannot be reached/).waitFor({ timeout: longest });
    await picture(page, "switch-model-failing-reply");
    await turn(page, "Model failing", false);
    await reply.fill("make it three hours");
    await reply.press("Enter");
    await thread.getByRole("button", { name: "Undo" }).waitFor({ timeout: longest });
    expect(errors).toEqual([]);
    await page.close();
  });

  test("the bot is killed in mid-course: the page shows it, and the course goes on by itself, once", async () => {
    const { page, errors } = await open();
    await turn(page, "Model slow", true);
    const thread = await askOnPage(page, "Running a workshop");
    await expect.poll(() => edits(thread), { timeout: longest }).toBeGreaterThan(1);
    await turn(page, "Bot killed", true);
    await strip(page, "workerKilled").waitFor();
    await picture(page, "switch-bot-killed");
    await turn(page, "Model slow", false);
    await strip(page, "workerKilled").waitFor({ state: "detached", timeout: longest });
    await ready(thread);
    await demo.sandbox.settled();
    expect(await cards(thread)).toBe(1);
    expect(await thread.getByText(/Ready:/).count()).toBe(1);
    expect(errors).toEqual([]);
    await page.close();
  });
});
