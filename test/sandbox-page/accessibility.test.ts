/** Every place of the sandbox's page, in light and dark, as axe-core sees it: nothing serious, nothing critical. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Demo } from "../../src/sandbox/demo/start-demo.ts";
import { createSandbox } from "../../src/sandbox/sandbox.ts";
import { seriousFindings } from "../fixtures/accessibility.ts";
import { hasBrowser, openBrowser, openPage } from "../fixtures/browser.ts";
import { askOnPage, startTestDemo, turn } from "../fixtures/demo.ts";
import { oauthClient, oauthManifest } from "../fixtures/installations.ts";

const longest = 120_000;

describe.runIf(hasBrowser("accessibility in a browser"))("no serious finding", { timeout: 300_000 }, () => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(async () => {
    demo = await startTestDemo({ OFFLINE_TOKENS_PER_SECOND: "2000" });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  const open = async (person: string) => {
    const { page } = await openPage(browser, demo.sandbox.url, demo.sandbox.driver.user(person).id);
    return page;
  };

  async function both(page: Page): Promise<void> {
    for (const theme of ["light", "dark"]) {
      await page.evaluate((wanted) => {
        document.documentElement.dataset.theme = wanted;
      }, theme);
      expect(await seriousFindings(page)).toEqual([]);
    }
  }

  test("in a channel, a thread with a course, the traffic, the menus and the jump", async () => {
    const page = await open("grace");
    await both(page);
    const thread = await askOnPage(page, "Create security training using @1 @3");
    await thread.getByText(/Ready:/).waitFor({ timeout: longest });
    const reply = page.getByRole("textbox", { name: "Reply" });
    await reply.fill("add a module on phishing after module 2");
    await reply.press("Enter");
    await thread.getByRole("button", { name: "Undo" }).waitFor({ timeout: longest });
    await both(page);
    await page.getByRole("button", { name: "Traffic" }).click();
    await page.locator("details.call").first().locator("summary").click();
    await both(page);
    await thread.getByRole("button", { name: "More options" }).first().click();
    await both(page);
    await page.keyboard.press("Escape");
    await thread.locator("article").last().hover();
    await thread
      .getByRole("button", { name: /emoji|reaction/i })
      .last()
      .click();
    await both(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.getByRole("listbox", { name: "Places" }).waitFor();
    await both(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "4 members" }).click();
    await both(page);
    await page.keyboard.press("Escape");
    const composer = page.getByRole("main").getByRole("textbox", { name: /^Message to/ });
    await composer.fill("/");
    await both(page);
    await composer.fill("");
    await page.close();
  });

  test("in a modal with type-ahead, and while it complains", async () => {
    const page = await open("mateo");
    const composer = page.getByRole("main").getByRole("textbox", { name: /^Message to/ });
    await composer.fill("/course");
    await composer.press("Enter");
    const modal = page.locator("dialog[data-view-id]");
    await modal.getByRole("button", { name: /^Create/ }).waitFor({ timeout: longest });
    await both(page);
    await modal.getByRole("combobox").last().click();
    await modal.getByRole("option").first().waitFor({ timeout: longest });
    await both(page);
    await page.keyboard.press("Escape");
    await modal.getByRole("button", { name: /^Create/ }).click();
    await modal.locator(".input-error").first().waitFor({ timeout: longest });
    await both(page);
    await page.keyboard.press("Escape");
    await modal.waitFor({ state: "detached", timeout: longest });
    await page.close();
  });

  test("in Home, as an admin and as a member", async () => {
    for (const person of ["ada", "mateo"]) {
      const page = await open(person);
      await page.getByRole("region", { name: "Apps" }).getByText("Coursewright").click();
      await page.getByRole("heading", { name: "Documents" }).waitFor({ timeout: longest });
      await both(page);
      if (person === "ada") {
        await page.locator('[data-action-id="home:add-document"] button').click();
        await page.locator("dialog .file-input").waitFor({ timeout: longest });
        await both(page);
      }
      await page.close();
    }
  });

  test("with everything going wrong, and on the tour", async () => {
    const page = await open("grace");
    await turn(page, "Slack throttling", true);
    await turn(page, "Model failing", true);
    await page.locator("[data-trouble-strip=modelFailing]").waitFor();
    await both(page);
    await page.getByRole("button", { name: /^What goes wrong/ }).click();
    await both(page);
    await page.keyboard.press("Escape");
    await turn(page, "Slack throttling", false);
    await turn(page, "Model failing", false);
    await page.getByRole("button", { name: "Take the tour" }).click();
    await page.getByRole("region", { name: "Tour" }).getByRole("button", { name: "Pause" }).click();
    await both(page);
    await page.close();
  });

  test("on the page that asks whether the app may come in", async () => {
    const sandbox = createSandbox({
      manifest: await oauthManifest(),
      signingSecret: "test-signing-secret",
      botToken: "xoxb-test",
      oauth: oauthClient,
      workspaces: [{ name: "First" }, { name: "Second", installed: false }],
    });
    await sandbox.start();
    const address = new URL("/oauth/v2/authorize", sandbox.url);
    address.search = new URLSearchParams({
      client_id: oauthClient.clientId,
      scope: "chat:write,commands",
      state: "any",
      redirect_uri: "http://127.0.0.1/slack/oauth_redirect",
    }).toString();
    const page = await browser.newPage();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(address.href);
      await page.getByRole("button", { name: "Allow" }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    }
    await page.close();
    await sandbox.close();
  });
});
