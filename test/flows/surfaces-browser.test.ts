/** Every place in a conversation where people meet the bot, as they see it in a browser: commands, the form, mentions, replies, buttons. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser } from "../fixtures/browser.ts";
import { addDocument } from "../fixtures/journeys.ts";
import { keepRow, type Person, patience, type Surfaces, said, startSurfaces, write } from "../fixtures/surfaces.ts";

const documents = {
  "Security handbook":
    "# Security handbook\n## Passwords\nUse a password manager. Every password has at least 14 characters. Never reuse a password.\n## Phishing\nPhishing mails ask for passwords. Report a suspicious mail with the report button.\n## Devices\nLock the screen when you leave your desk.",
  "Security checklist": "# Security checklist\n## Visitors\nVisitors wear a badge. Doors stay closed.",
  "Onboarding guide": "# Onboarding guide\n## First day\nFetch the laptop. Meet the team. Read the handbook.",
};

describe.runIf(hasBrowser("the surfaces in a browser"))("where people meet it", () => {
  let surfaces: Surfaces;
  beforeAll(async () => {
    surfaces = await startSurfaces();
    for (const [title, text] of Object.entries(documents)) await addDocument(surfaces.driver, title, text);
  }, 240_000);
  afterAll(() => surfaces.close());

  /** Somebody who has asked for nothing yet, in a channel of its own, so that no row sees what another did. */
  async function newcomer(name: string, { bot = true } = {}): Promise<Person> {
    const { driver } = surfaces;
    const realName = `${name[0]?.toUpperCase()}${name.slice(1)} Newcomer`;
    driver.addUser({ name, realName });
    driver.addChannel({ name: `team-${name}`, topic: "A place to learn", members: [name, "grace"], bot });
    return surfaces.open(name, { channel: `team-${name}` });
  }

  /** Opens the thread of the newest message that says something, and waits for the course's end. */
  async function finished(person: Person, words: string): Promise<void> {
    await said(person.main, words)
      .getByRole("button", { name: /repl(y|ies)/ })
      .last()
      .click();
    await person.thread
      .getByText(/Ready:/)
      .last()
      .waitFor();
  }

  const limit = 3 * patience;

  test(
    "/course with a request, help, list and docs",
    async () => {
      const person = await newcomer("hana");
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
    },
    limit,
  );

  test(
    "where the bot cannot post: the direct message, or an invitation",
    async () => {
      const person = await newcomer("ines", { bot: false });
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
    },
    limit,
  );

  test(
    "/course alone: the form, with documents by type-ahead",
    async () => {
      const person = await newcomer("jonas");
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
    },
    limit,
  );

  test(
    "a mention in a channel, a mention in somebody's thread, a direct message",
    async () => {
      const person = await newcomer("kofi");
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
    },
    limit,
  );

  test(
    "replies that change, ask, and are for somebody else; references that fit nothing or several",
    async () => {
      const person = await newcomer("lena");
      const { thread, page } = person;
      await write(person, '/course Create security training using @1 and @"Securty handbok" and @"Security"');
      await finished(person, "Create security training");
      const [unknown, several] = [
        thread.getByText(/^No document matches/),
        thread.getByText(/^Several documents match/),
      ];
      const use = thread.getByRole("button", { name: /^Use @/ });
      const which = thread.getByRole("combobox", { name: "Choose the document…" });
      await keepRow(person, "references", unknown, use.first(), use.last(), several, which);
      await write(person, "add a module on phishing after module 2", "Reply");
      await said(thread, /Added module 3/).waitFor();
      await keepRow(person, "reply-changes", said(thread, /Added module 3/));
      await write(person, "@Grace Lindqvist can you look at this, please?", "Reply");
      await write(person, "what does module 3 cover?", "Reply");
      await said(thread, /Module 3, /).waitFor();
      await keepRow(person, "reply-asks", said(thread, "can you look at this"), said(thread, /Module 3, /));
      await write(person, "@Coursewright make it two hours", "Reply");
      await said(thread, /2 hours/)
        .getByRole("button", { name: "Undo" })
        .waitFor();
      await keepRow(person, "mention-course", thread.getByRole("article").last());
      await said(thread, "“make it two hours”").getByRole("button", { name: "Undo" }).click();
      await said(thread, /Taken back/).waitFor();
      await keepRow(person, "button-undo", said(thread, "“make it two hours”"), said(thread, /Taken back/));
      await thread.getByRole("button", { name: "Use @2 Security checklist" }).click();
      await said(thread, "The course will use @2").waitFor();
      await said(thread, /Use @2 as well/).waitFor();
      await keepRow(person, "button-reference", said(thread, "The course will use @2"), said(thread, /Use @2 as well/));
      await page.close();
    },
    limit,
  );

  test(
    "a message as the beginning of a course",
    async () => {
      const person = await newcomer("mira");
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
    },
    limit,
  );

  test(
    "the buttons under a finished course",
    async () => {
      const person = await newcomer("nora");
      const { thread, modal, page } = person;
      await write(person, "/course Create security training using @1");
      await finished(person, "Create security training");
      const card = thread.getByRole("article").filter({ has: page.getByRole("button", { name: "History" }) });
      const choose = async (item: string) => {
        await card.getByRole("button", { name: "More options" }).click();
        await page.getByRole("menuitem", { name: item }).click();
      };
      await card.getByRole("button", { name: "Rewrite a part" }).click();
      await modal.getByRole("combobox", { name: "Which part?" }).click();
      await page.getByRole("option", { name: "Assessments", exact: true }).click();
      await modal.getByRole("textbox", { name: /What should be different/ }).fill("Shorter");
      await keepRow(person, "button-rewrite", modal);
      await modal.getByRole("button", { name: "Rewrite" }).click();
      await said(thread, "language model").waitFor();
      await keepRow(person, "button-rewritten", thread.getByRole("article").last());
      await write(person, "drop the last assessment", "Reply");
      await said(thread, "Removed assessment").waitFor();
      await card.getByRole("button", { name: /^Quality notes/ }).click();
      await modal.getByText("What serves which objective").waitFor();
      const fix = modal.getByRole("button", { name: "Fix what I can" });
      await keepRow(person, "button-quality", modal.getByText(/could be better:/), fix);
      await fix.click();
      await said(thread, "Fixed what I could").waitFor();
      await keepRow(person, "button-fix", said(thread, "Fixed what I could"));
      await modal.getByRole("button", { name: "Close" }).last().click();
      await card.getByRole("button", { name: "History" }).click();
      await modal.getByText("First draft").waitFor();
      await keepRow(person, "button-history", modal);
      await modal.getByRole("button", { name: "Restore" }).last().click();
      await said(thread, "Restored version 1.").waitFor();
      await modal.getByRole("button", { name: "Close" }).last().click();
      await keepRow(person, "button-restore", said(thread, "Restored version 1."));
      await card.getByRole("button", { name: "Needs work" }).click();
      await said(thread, "Thank you, noted.").waitFor();
      await keepRow(person, "button-feedback", said(thread, "Thank you, noted."));
      await choose("Export as JSON");
      await said(thread, /The course as JSON/).waitFor();
      await keepRow(person, "button-export-json", said(thread, /The course as JSON/));
      await choose("Export the conversation");
      await said(thread, /The whole conversation/).waitFor();
      await keepRow(person, "button-export-conversation", said(thread, /The whole conversation/));
      await thread
        .getByRole("button", { name: /Read the source/ })
        .first()
        .click();
      await modal.getByText("version 1").waitFor();
      await keepRow(person, "button-source", modal);
      await page.close();
    },
    limit,
  );
});
