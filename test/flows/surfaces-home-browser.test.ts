/** App Home as an admin and as a member see it in a browser, and the other ways into the knowledge base. */
import { describe, expect, test } from "vitest";
import { hasBrowser, picture } from "../fixtures/browser.ts";
import { addDocument, allText } from "../fixtures/journeys.ts";
import { keepRow, type Person, patience, type Surfaces, said, useSurfaces, write } from "../fixtures/surfaces.ts";

/** More than one page of Home has. */
const manuals = Array.from({ length: 23 }, (_, index) => ({
  title: `Manual ${String(index + 1).padStart(2, "0")}`,
  text: `# Machine ${index + 1}\n## Cleaning\nClean machine ${index + 1} every ${index + 2} days with a dry cloth.\n`,
}));
const spare = { title: "Spare sheet", text: "# Spare parts\n## Order\nOrder spare parts on Fridays.\n" };
const courses = Array.from({ length: 11 }, (_, index) => `Cleaning machine ${index + 1}`);

describe.runIf(hasBrowser("Home's rows in a browser"))("Home, row by row", () => {
  let surfaces: Surfaces;
  useSurfaces(async (opened) => {
    surfaces = opened;
    const { driver } = surfaces;
    for (const manual of [...manuals, spare]) await addDocument(driver, manual.title, manual.text);
    driver.addUser({ name: "omar", realName: "Omar Newcomer" });
    // Each test has people of its own: a form that one leaves open lies in nobody else's way.
    driver.addUser({ name: "pia", realName: "Pia Newcomer", isAdmin: true });
    driver.addUser({ name: "rui", realName: "Rui Newcomer", isAdmin: true });
    for (const name of ["team-omar", ...[0, 1, 2, 3].map((index) => `shift-${index}`)]) {
      driver.addChannel({ name, topic: "A place to learn", members: ["omar", "ada"], bot: true });
    }
  });

  /** Finds one document in Home, so that its row is the only one. */
  async function find({ main }: Person, title: string): Promise<void> {
    const search = main.getByRole("textbox", { name: /Search documents/ });
    await search.fill(title);
    await search.press("Enter");
    await main.getByText(`1 match for “${title}”`).waitFor();
  }

  async function choose({ page, main }: Person, item: string): Promise<void> {
    await main.getByRole("button", { name: "More options" }).click();
    await page.getByRole("menuitem", { name: item }).click();
  }

  test("an admin pages, searches, changes a document, and keeps settings", async () => {
    const person = await surfaces.open("ada", { app: "Home" });
    const { main, modal, page } = person;
    const home = main.getByRole("region", { name: "Home" });
    const search = main.getByRole("textbox", { name: /Search documents/ });
    await search.fill("manual");
    await search.press("Enter");
    await main.getByText("23 matches for “manual”").waitFor();
    await keepRow(person, "home-admin", home);
    await main.getByRole("button", { name: "Next →" }).click();
    await main.getByText("21–23 of 23").waitFor();
    await keepRow(person, "home-admin-page", home);
    await main.getByRole("button", { name: "← Previous" }).click();
    await main.getByText("1–20 of 23").waitFor();
    await search.fill("turbine");
    await search.press("Enter");
    await main.getByText("Nothing matches").waitFor();
    await keepRow(person, "home-search-nothing", home);
    await main.getByRole("button", { name: "Show all" }).click();
    await main.getByText("Nothing matches").waitFor({ state: "detached" });

    await find(person, "Spare sheet");
    await choose(person, "Rename");
    await modal.getByRole("textbox", { name: "Title" }).fill("Parts list");
    await keepRow(person, "home-rename", modal);
    await modal.getByRole("button", { name: "Rename" }).click();
    await modal.waitFor({ state: "detached" });
    await find(person, "Parts list");
    await keepRow(person, "home-renamed", home);
    await choose(person, "Replace");
    await modal.getByRole("textbox", { name: /Or paste text/ }).fill("# Parts\n## Order\nOrder parts on Mondays.");
    await keepRow(person, "home-replace", modal);
    await modal.getByRole("button", { name: "Replace" }).click();
    await modal.getByText("Version 2 is being read").waitFor();
    await modal.getByRole("button", { name: "Close" }).last().click();
    await main.getByText(/Ready .*version 2/).waitFor();
    await choose(person, "Details and courses");
    await modal.getByRole("button", { name: "Read again" }).waitFor();
    await keepRow(person, "home-details", modal);
    await modal.getByRole("button", { name: "Read again" }).click();
    await modal.getByText("It is being read again").waitFor();
    await modal.getByRole("button", { name: "Close" }).last().click();
    await main.getByText(/Ready .*version 2/).waitFor();
    await keepRow(person, "home-replaced", home);
    await choose(person, "Delete");
    await modal.getByText("No course rests on it.").waitFor();
    await keepRow(person, "home-delete", modal);
    await modal.getByRole("button", { name: "Delete" }).click();
    await modal.waitFor({ state: "detached" });
    await main.getByText("Nothing matches “Parts list”.").waitFor();

    await main.getByRole("button", { name: "Settings" }).click();
    const perHour = modal.getByRole("textbox", { name: /Courses a person may ask for/ });
    await perHour.waitFor();
    await keepRow(person, "home-settings", modal);
    await perHour.fill("0");
    await modal.getByRole("button", { name: "Save" }).click();
    const wrong = modal.getByRole("alert").filter({ hasText: /./ });
    await wrong.waitFor();
    await keepRow(person, "home-settings-wrong", wrong);
    await perHour.fill("50");
    await modal.getByRole("button", { name: "Save" }).click();
    await modal.waitFor({ state: "detached" });
    await main.getByRole("button", { name: "Settings" }).click();
    await expect.poll(() => perHour.inputValue(), { timeout: patience }).toBe("50");
    await page.close();
  }, 180_000);

  test("a member finds documents and courses, and begins one from a document", async () => {
    const { driver } = surfaces;
    const person = await surfaces.open("omar", { app: "Home" });
    const { main, modal, page } = person;
    const home = main.getByRole("region", { name: "Home" });
    await find(person, "Manual 05");
    await keepRow(person, "home-member", home);
    await main.getByRole("button", { name: "Use in a course" }).click();
    await modal.getByRole("textbox", { name: "What should people learn?" }).fill("Cleaning the press");
    await modal.getByRole("combobox", { name: "Where should it go?" }).click();
    await page.getByRole("option", { name: /team-omar/ }).click();
    await keepRow(person, "home-use", modal);
    await modal.getByRole("button", { name: "Create" }).click();
    await modal.waitFor({ state: "detached" });
    // Slack takes a message a second in a channel, so they go to several.
    for (const [index, text] of courses.entries()) {
      await driver.command({ user: "omar", channel: `shift-${index % 4}`, command: "/course", text });
    }
    await expect.poll(() => main.getByText(/\bready · /).count(), { timeout: 2 * patience }).toBe(10);
    await main.getByRole("button", { name: "Older →" }).click();
    await main.getByRole("button", { name: "← Newer" }).waitFor();
    await expect.poll(() => main.getByText(/\bready · /).count(), { timeout: patience }).toBe(2);
    const search = main.getByRole("textbox", { name: /Search my courses/ });
    await search.fill("press");
    await search.press("Enter");
    await main.getByText("1 match for “press”").waitFor();
    await keepRow(person, "home-courses", home);
    const root = driver.messages("team-omar").find(({ blocks }) => allText(blocks).includes("Cleaning the press"));
    if (root === undefined) throw new Error("the course has no thread");
    const admin = await surfaces.open("pia", { app: "Home" });
    await admin.main.getByRole("heading", { name: "Usage" }).scrollIntoViewIfNeeded();
    await picture(admin.page, "surface-home-usage");
    const used = await admin.main.getByRole("region", { name: "Home" }).textContent();
    expect(used).toMatch(
      /tokens this month\. No budget is set[\s\S]*Month +Courses +Calls +Tokens in +Tokens out +Seconds +Edits\n/,
    );
    expect(used).toMatch(/^[A-Z][a-z]{2} \d{4} +12 /m);
    await admin.page.close();
    for (const message of driver.thread(root).toReversed()) driver.remove({ user: "ada", message });
    await main.getByRole("button", { name: "Post it again" }).click();
    await modal.getByText("Opening it in a new thread").waitFor();
    await keepRow(person, "home-reopen", modal);
    await page.close();
  }, 360_000);

  test("a message goes into the knowledge base, from a channel and from a private one; a member is told who can", async () => {
    const { driver } = surfaces;
    driver.addChannel({
      name: "board",
      topic: "Behind the door",
      members: ["pia", "mateo"],
      private: true,
      bot: true,
    });
    driver.addChannel({ name: "team-pia", topic: "A place to learn", members: ["pia", "grace"], bot: true });
    const person = await surfaces.open("pia", { channel: "team-pia" });
    const { modal, page } = person;
    driver.post({
      user: "grace",
      channel: "team-pia",
      text: "Fire drill: leave by the stairs, meet at the car park.",
    });
    const shortcut = async ({ page: shown, main: place }: Person, words: string) => {
      await said(place, words).hover();
      await said(place, words).getByRole("button", { name: "More actions" }).click();
      await shown.getByRole("menuitem", { name: "Add to knowledge base" }).click();
    };
    await shortcut(person, "Fire drill");
    await modal.getByText("What to add").waitFor();
    await keepRow(person, "add-message", modal);
    await modal.getByRole("button", { name: "Add" }).click();
    await modal.getByText("I tell you in our direct message").waitFor();
    await keepRow(person, "add-message-added", modal);
    await modal.getByRole("button", { name: "Close" }).last().click();
    driver.post({ user: "mateo", channel: "board", text: "The office moves in May." });
    await page.getByRole("navigation").getByRole("button", { name: "board" }).click();
    await shortcut(person, "The office moves");
    await modal.getByText("This comes from a private conversation.").waitFor();
    await keepRow(person, "add-private", modal);
    await page.close();
    const member = await surfaces.open("mateo", { channel: "board" });
    await shortcut(member, "The office moves");
    await member.modal.getByText("Only this workspace's admins").waitFor();
    await keepRow(member, "add-refused", member.modal);
    await member.page.close();
  }, 180_000);

  test("a file in the direct message: an admin is asked, a member is told", async () => {
    const { driver } = surfaces;
    const files = [driver.upload({ user: "rui", name: "notes.md", bytes: "# Notes\nDoors close at ten.\n" }).id];
    const person = await surfaces.open("rui", { app: "Messages" });
    const { main, thread, page } = person;
    await main.getByText("Write here what people should learn").waitFor();
    driver.post({ user: "rui", channel: "dm", text: "Create a course on closing time", files });
    await said(main, "closing time")
      .getByRole("button", { name: /1 reply/ })
      .click();
    await thread.getByRole("button", { name: "Add and write the course" }).waitFor();
    await keepRow(person, "file-offer", said(thread, "to the knowledge base?"));
    await thread.getByRole("button", { name: "Add and write the course" }).click();
    await thread.getByText(/Ready:/).waitFor();
    await keepRow(person, "file-offer-taken", said(thread, "Added to the knowledge base"), said(thread, /Ready:/));
    await page.close();
    const member = await surfaces.open("grace", { app: "Messages" });
    await member.page.getByLabel("Attach files").setInputFiles({
      name: "plans.md",
      mimeType: "text/markdown",
      buffer: Buffer.from("# Plans\n"),
    });
    await member.main.getByText("plans.md").waitFor();
    await write(member, "");
    await said(member.main, "plans.md")
      .getByRole("button", { name: /1 reply/ })
      .click();
    await said(member.thread, "Only this workspace's admins").waitFor();
    await keepRow(member, "file-member", said(member.thread, "Only this workspace's admins"));
    await member.page.close();
  }, 180_000);
});
