/** Every place in a conversation where a course begins, as people see it in a browser: commands, the form, mentions, a message. */
import { describe, expect, test } from "vitest";
import { hasBrowser } from "../fixtures/browser.ts";
import {
  addHandbooks,
  finished,
  keepRow,
  newcomer,
  patience,
  type Surfaces,
  said,
  useSurfaces,
  write,
} from "../fixtures/surfaces.ts";

describe.runIf(hasBrowser("the surfaces in a browser"))("where people meet it", () => {
  let surfaces: Surfaces;
  useSurfaces(async (opened) => {
    surfaces = opened;
    await addHandbooks(surfaces.driver);
  });

  test("/course with a request, help, list and docs", async () => {
    const person = await newcomer(surfaces, "hana");
    const { main, thread, page } = person;
    await write(person, "/course list");
    await said(main, "You have not asked").waitFor();
    await keepRow(person, "command-list-empty", said(main, "You have not asked"));
    await write(person, "/course Create security training using @1 @3");
    const answer = said(main, "this thread");
    await answer.waitFor();
    await keepRow(person, "command-request", said(main, "Starting…"), answer);
    await answer.getByRole("link", { name: "this thread" }).click();
    await thread.getByText(/Ready:/).waitFor();
    await keepRow(person, "command-thread", said(thread, "asked for a course"), said(thread, /Ready:/));
    await write(person, "/course help");
    await said(main, "Coursewright turns a request").waitFor();
    await keepRow(person, "command-help", said(main, "Coursewright turns a request"));
    await write(person, "/course list");
    await said(main, "Your courses").waitFor();
    await keepRow(person, "command-list", said(main, "Your courses"));
    await write(person, "/course docs");
    await said(main, "Documents you can name").waitFor();
    await keepRow(person, "command-docs", said(main, "Documents you can name"));
    await page.close();
  }, 180_000);

  test("where the bot cannot post: the direct message, or an invitation", async () => {
    const person = await newcomer(surfaces, "ines", { bot: false });
    const { main, thread, page } = person;
    await write(person, "/course Writing good reports");
    const notice = said(main, "I am not in this channel");
    await notice.getByRole("button", { name: "Write it in our direct message" }).waitFor();
    await keepRow(person, "cannot-post", notice);
    await notice.getByRole("button", { name: "Write it in our direct message" }).click();
    await said(main, "I write it in our direct message").waitFor();
    await keepRow(person, "cannot-post-moved", said(main, "I write it in our direct message"));
    await write(person, "/course Leading short meetings");
    const again = said(main, "I am not in this channel").getByRole("button", { name: "I invited you, try again" });
    await again.waitFor();
    await write(person, "/invite @Coursewright");
    await page.getByRole("button", { name: "3 members" }).waitFor();
    await again.click();
    await finished(person, "Leading short meetings");
    await keepRow(person, "cannot-post-invited", said(main, "Leading short meetings"), said(thread, /Ready:/));
    await page.getByRole("region", { name: "Direct messages" }).getByRole("button").last().click();
    await finished(person, "Writing good reports");
    await keepRow(person, "cannot-post-direct", said(main, "Writing good reports"), said(thread, /Ready:/));
    await page.close();
  }, 180_000);

  test("/course alone: the form, with documents by type-ahead", async () => {
    const person = await newcomer(surfaces, "jonas");
    const { main, modal, page } = person;
    await write(person, "/course");
    await modal.getByRole("textbox", { name: "What should people learn?" }).waitFor();
    await keepRow(person, "form-empty", modal);
    await modal.getByRole("button", { name: "Create" }).click();
    await keepRow(person, "form-missing", modal);
    await modal.getByRole("textbox", { name: "What should people learn?" }).fill("Safe work at the front desk");
    await modal.getByRole("textbox", { name: "For whom?" }).fill("New colleagues at the reception");
    const typeAhead = modal.getByRole("combobox", { name: "Documents to rest on" });
    await typeAhead.click();
    await typeAhead.fill("secur");
    await expect.poll(() => page.getByRole("listbox").getByRole("option").count(), { timeout: patience }).toBe(2);
    await keepRow(person, "form-type-ahead", page.getByRole("listbox"));
    await page.getByRole("option", { name: "Security handbook" }).click();
    await typeAhead.fill("onboard");
    await page.getByRole("option", { name: "Onboarding guide" }).click();
    for (const [name, choice] of [
      ["Level", "Beginner"],
      ["Length", "1 hour"],
      ["Language", "English"],
    ] as const) {
      await modal.getByRole("combobox", { name }).click();
      await page.getByRole("option", { name: choice, exact: true }).click();
    }
    await keepRow(person, "form-filled", modal);
    await modal.getByRole("button", { name: "Create" }).click();
    await modal.waitFor({ state: "detached" });
    await finished(person, "Safe work at the front desk");
    await keepRow(person, "form-course", said(main, "Safe work at the front desk"));
    await page.close();
  }, 180_000);

  test("a mention in a channel, a mention in somebody's thread, a direct message", async () => {
    const person = await newcomer(surfaces, "kofi");
    const { main, thread, page } = person;
    await write(person, "@Coursewright");
    await said(main, "Coursewright turns a request").waitFor();
    await keepRow(person, "mention-alone", said(main, "Coursewright turns a request"));
    await write(person, "@Coursewright Create a course on giving feedback");
    await finished(person, "giving feedback");
    await keepRow(person, "mention-channel", said(main, "giving feedback"), said(thread, /Ready:/));
    const question = surfaces.driver.post({
      user: "grace",
      channel: "team-kofi",
      text: "How do we handle complaints?",
    });
    surfaces.driver.post({ user: "grace", channel: "team-kofi", text: "Anyone?", threadTs: question.ts });
    await said(main, "How do we handle complaints?")
      .getByRole("button", { name: /1 reply/ })
      .click();
    await write(person, "@Coursewright Create a course on handling complaints", "Reply");
    await thread.getByText(/Ready:/).waitFor();
    await keepRow(person, "mention-thread", said(thread, "It grows below"), said(thread, /Ready:/));
    await page.getByRole("region", { name: "Direct messages" }).getByRole("button").last().click();
    await said(main, "Write here what people should learn").waitFor();
    await keepRow(person, "direct-welcome", main);
    await write(person, "Create a course on time management");
    await finished(person, "time management");
    await keepRow(person, "direct-message", said(main, "time management"), said(thread, /Ready:/));
    await page.close();
  }, 180_000);

  test("a message as the beginning of a course", async () => {
    const person = await newcomer(surfaces, "mira");
    const { main, modal, page } = person;
    const { driver } = surfaces;
    const question = driver.post({ user: "grace", channel: "team-mira", text: "Who may open the server room?" });
    driver.post({
      user: "mira",
      channel: "team-mira",
      text: "Only people with a blue badge.",
      threadTs: question.ts,
    });
    await said(main, "server room").hover();
    await said(main, "server room").getByRole("button", { name: "More actions" }).click();
    await keepRow(person, "shortcuts", page.getByRole("menu"));
    await page.getByRole("menuitem", { name: "Make a course from this" }).click();
    await modal.getByText("What should people learn?").waitFor();
    await keepRow(person, "shortcut-course", modal);
    await modal.getByRole("button", { name: "Create" }).click();
    await finished(person, "asked for a course");
    await keepRow(person, "shortcut-course-begun", said(main, "asked for a course"));
    await page.close();
  }, 180_000);
});
