/** A course that names one document rests on that one alone, and each citation says the page on which it stands. */
import { expect, test } from "vitest";
import type { Driver } from "../../src/sandbox/driver.ts";
import { type HomeDriver, useHome } from "../fixtures/home-driver.ts";
import { addDocument, allText } from "../fixtures/journeys.ts";
import { makeManual, manualFact, manualPage } from "../fixtures/office-files.ts";
import { draftCourse, replyAndWait } from "../fixtures/threads.ts";

let driver: Driver;
let home: HomeDriver;
useHome((opened) => {
  ({ driver, home } = opened);
});

/** All that the others say of it is wrong. */
const rumour =
  "# Boilers\n## Relief valve of the north boiler\nThe relief valve of the north boiler is tested every 99 days by nobody. The relief valve of the north boiler is painted green.";

test("with @3 among documents on the same thing", async () => {
  await addDocument(driver, "Boiler rumours", rumour);
  await addDocument(driver, "Old boiler rules", rumour.replaceAll("99", "88").replaceAll("green", "red"));
  await home.upload("ada", [{ name: "plant-manual.pdf", bytes: makeManual() }]);
  await driver.waitFor(() => /`@3` {2}\*Plant manual\*\nReady/.test(allText(driver.home("ada")?.blocks)), {
    what: "the manual",
    timeoutMs: 60_000,
  });
  const { card } = await draftCourse(driver, {
    text: "Testing the relief valve of the north boiler, 3 hours, using @3",
  });
  const text = allText(card.blocks);
  const documents = text.slice(text.indexOf("\n*Documents*\n"));
  expect(documents).toContain("@3 Plant manual");
  expect(documents).not.toMatch(/@[12] /);
  expect(text).not.toMatch(/99 days|88 days|painted/);
  const cited = [...documents.matchAll(/\[(\d+)\] page (\d+)/g)];
  expect(cited.map(([, , page]) => Number(page))).toContain(manualPage);
  const openers = [...JSON.stringify(card.blocks).matchAll(/"action_id":"(passage:(open|choose):(\d+))"/g)];
  const options = [...JSON.stringify(card.blocks).matchAll(/"value":"(course_\S+ [^"\s]+)"/g)].map(
    ([, value]) => value ?? "",
  );
  expect(options.length).toBeGreaterThanOrEqual(cited.length);
  for (const [index, [, , page]] of cited.entries()) {
    const [, action = "", kind] = openers[openers.length === 1 ? 0 : index] ?? [];
    await driver.act({
      user: "grace",
      in: card,
      actionId: action,
      ...(kind === "choose" && { pick: options[index] ?? "" }),
    });
    const source = await driver.waitFor(() => driver.modals("grace").find(({ title }) => title === "Source"), {
      what: `the passage of page ${page}`,
      timeoutMs: 60_000,
    });
    // Every page of the manual says which one it is.
    expect(allText(source.blocks)).toContain(`page ${page}`);
    expect(allText(source.blocks)).toContain(
      Number(page) === manualPage ? manualFact : `Instruction ${page} is about the`,
    );
    await driver.closeView({ user: "grace" });
  }
}, 180_000);

test("one that could not be read is said to be so, whoever names it", async () => {
  await home.upload("ada", [{ name: "noise.pdf", bytes: "%PDF-1.7 this is not a PDF" }]);
  await home.homeSays("ada", /\*Noise\*\n:warning: /);
  const [, number] = /`@(\d+)` {2}\*Noise\*/.exec(home.homeText("ada")) ?? [];
  const { root, card } = await draftCourse(driver, { text: `Testing the relief valve using @1 @${number} @99` });
  const text = allText(card.blocks);
  expect(text).toContain(`@${number} could not be read`);
  // A number that nobody was given is near no other.
  expect(text).toContain("No document matches @99.");
  expect(text).not.toMatch(/Closest|None of the documents|nothing in this course rests on it/);
  expect(text).toContain("@1 Boiler rumours");
  const { answer } = await replyAndWait(driver, root, `use @${number}`);
  expect(allText(answer.blocks)).toContain(`@${number} could not be read`);
}, 120_000);
