/** What people do with a course in its thread, as they see it in a browser: replies, references, every button. */
import { describe, test } from "vitest";
import { hasBrowser } from "../fixtures/browser.ts";
import {
  addHandbooks,
  finished,
  keepRow,
  newcomer,
  type Surfaces,
  said,
  useSurfaces,
  write,
} from "../fixtures/surfaces.ts";

describe.runIf(hasBrowser("the rows of a thread in a browser"))("in a course's thread", () => {
  let surfaces: Surfaces;
  useSurfaces(async (opened) => {
    surfaces = opened;
    await addHandbooks(surfaces.driver);
  });

  test("replies that change, ask, and are for somebody else; references that fit nothing or several", async () => {
    const person = await newcomer(surfaces, "lena");
    const { thread, page } = person;
    await write(person, '/course Create security training using @1 and @"Securty handbok" and @"Security"');
    await finished(person, "Create security training");
    const [unknown, several] = [thread.getByText(/^No document matches/), thread.getByText(/^Several documents match/)];
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
    await said(thread, /Taken back/)
      .getByRole("button", { name: "Bring it back" })
      .click();
    await said(thread, /Brought back/).waitFor();
    await keepRow(person, "button-bring-back", thread.getByRole("article").last());
    await write(person, "rename objective 1 to List three rules for passwords", "Reply");
    await said(thread, "List three rules").getByRole("button", { name: "Update these too" }).click();
    await said(thread, "Rewritten. The course is now at version 7").waitFor();
    await keepRow(person, "button-update-dependents", said(thread, "An update was asked for"));
    await thread.getByRole("button", { name: "Use @2 Security checklist" }).click();
    await said(thread, "The course will use @2").waitFor();
    await said(thread, /Use @2 as well/).waitFor();
    await keepRow(person, "button-reference", said(thread, "The course will use @2"), said(thread, /Use @2 as well/));
    await page.close();
  }, 180_000);

  test("the buttons under a finished course", async () => {
    const person = await newcomer(surfaces, "nora");
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
  }, 180_000);
});
