/** The tour plays the main journeys on the real page, can be paused, and ends with Escape. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Demo } from "../../src/sandbox/demo/start-demo.ts";
import { hasBrowser, openBrowser, openPage, picture } from "../fixtures/browser.ts";
import { startTestDemo } from "../fixtures/demo.ts";
import { allText } from "../fixtures/journeys.ts";
import { soon } from "../fixtures/soon.ts";

const longest = 120_000;

describe.runIf(hasBrowser("the tour in a browser"))("the tour", { timeout: 300_000 }, () => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(async () => {
    demo = await startTestDemo({ OFFLINE_TOKENS_PER_SECOND: "300" });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  test("it plays from the first request to Home, each step in sight", async () => {
    const { driver, url } = demo.sandbox;
    const { page, errors } = await openPage(browser, url, driver.user("grace").id);
    await page.getByRole("button", { name: "Take the tour" }).click();
    const tour = page.getByRole("region", { name: "Tour" });
    const seen: string[] = [];
    await expect
      .poll(
        async () => {
          // The steps keep their order; only the time to read is cut short.
          await tour
            .getByRole("button", { name: /Next|Finish/ })
            .click({ timeout: 2_000 })
            .catch(() => undefined);
          const place = await tour
            .locator(".tour-place")
            .textContent({ timeout: 2_000 })
            .catch(() => null);
          if (place !== null && place !== seen.at(-1)) {
            seen.push(place);
            await picture(page, `tour-${seen.length}`);
          }
          return tour.count();
        },
        { timeout: 4 * longest, interval: 300 },
      )
      .toBe(0);
    expect(seen.length).toBeGreaterThan(8);
    const said = driver.botMessages().map(({ blocks, text }) => `${text}\n${allText(blocks)}`);
    for (const outcome of [/Added module 3: Phishing/, /Taken back/, /Module 2, /, /Ready: Security training/])
      expect(said.some((words) => outcome.test(words))).toBe(true);
    expect(driver.botMessages().filter(({ text }) => text.includes("Ready: "))).toHaveLength(2);
    expect(driver.botMessages().some(({ files }) => files.some(({ name }) => name.endsWith(".md")))).toBe(true);
    expect(await page.getByRole("region", { name: "Home" }).textContent()).toContain("Security handbook");
    expect(errors).toEqual([]);
    await page.close();
  }, 600_000);

  test("it can be paused, goes on, and Escape ends it and nothing else", async () => {
    const { driver, url } = demo.sandbox;
    const { page, errors } = await openPage(browser, url, driver.user("ada").id);
    await page.getByRole("button", { name: "Take the tour" }).click();
    const tour = page.getByRole("region", { name: "Tour" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim()), soon).toBe("Pause");
    await page.keyboard.press("Enter");
    await tour.getByRole("button", { name: "Go on" }).waitFor();
    await page.getByRole("button", { name: "What goes wrong" }).click();
    await page.getByRole("switch", { name: "Model slow" }).waitFor();
    expect(await tour.locator(".tour-place").textContent()).toContain("1 of");
    await page.getByRole("button", { name: "Go on" }).click();
    await tour.getByRole("button", { name: "Next" }).click();
    await tour.getByText("2 of").waitFor({ timeout: longest });
    await page.keyboard.press("Escape");
    await tour.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Take the tour" }).waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  test("it leaves the person as whom it found them, though Ada shows them round", async () => {
    const { driver, url } = demo.sandbox;
    const { page, errors } = await openPage(browser, url, driver.user("mateo").id);
    const shownTo = () => page.evaluate(() => document.body.dataset.ready);
    await page.getByRole("button", { name: "Take the tour" }).click();
    await expect.poll(shownTo, soon).toBe(driver.user("ada").id);
    await page.keyboard.press("Escape");
    await expect.poll(shownTo, soon).toBe(driver.user("mateo").id);
    expect(errors).toEqual([]);
    await page.close();
  });
});
