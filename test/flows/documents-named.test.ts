/** A course that names one document rests on that one alone, and each citation says the page on which it stands. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Driver } from "../../src/sandbox/driver.ts";
import { type InProcess, startInProcess } from "../fixtures/in-process.ts";
import { addDocument, allText, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { makeManual, manualFact, manualPage } from "../fixtures/office-files.ts";

let running: InProcess;
let driver: Driver;
beforeAll(async () => {
  running = await startInProcess({ sandbox: { rates: "off" } });
  driver = running.sandbox.driver;
}, 120_000);
afterAll(() => running.close());

/** All that the others say of it is wrong. */
const rumour =
  "# Boilers\n## Relief valve of the north boiler\nThe relief valve of the north boiler is tested every 99 days by nobody. The relief valve of the north boiler is painted green.";

test("with @3 among documents on the same thing", async () => {
  await addDocument(driver, "Boiler rumours", rumour);
  await addDocument(driver, "Old boiler rules", rumour.replaceAll("99", "88").replaceAll("green", "red"));
  await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
  await driver.waitFor(() => driver.modals("ada").at(-1)?.submit, { what: "the form", timeoutMs: 20_000 });
  const { id } = driver.upload({ user: "ada", name: "plant-manual.pdf", bytes: makeManual() });
  expect(await driver.submit({ user: "ada", answers: { files: [id] } })).toBeNull();
  await driver.waitFor(() => /`@3` {2}\*Plant manual\*\nReady/.test(allText(driver.home("ada")?.blocks)), {
    what: "the manual",
    timeoutMs: 60_000,
  });
  await driver.command({
    user: "grace",
    channel: "learning",
    command: "/course",
    text: "Testing the relief valve of the north boiler, 3 hours, using @3",
  });
  const [, card] = await finishedCourse(driver, await rootOf(driver, "learning"));
  if (card === undefined) throw new Error("no card");
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
      timeoutMs: 20_000,
    });
    // Every page of the manual says which one it is.
    expect(allText(source.blocks)).toContain(`page ${page}`);
    expect(allText(source.blocks)).toContain(
      Number(page) === manualPage ? manualFact : `Instruction ${page} is about the`,
    );
    await driver.closeView({ user: "grace" });
  }
}, 180_000);
