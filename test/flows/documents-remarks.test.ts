/** What could not be used of a document is seen where people look: in Home, in its details, in the notice of who sent it. */
import { beforeAll, expect, test } from "vitest";
import type { Driver } from "../../src/sandbox/driver.ts";
import { type HomeDriver, useHome } from "../fixtures/home-driver.ts";
import { allText } from "../fixtures/journeys.ts";
import { makeDocx } from "../knowledge/extract/made/office.ts";
import { makePages } from "../knowledge/extract/made/pdf.ts";

let driver: Driver;
let home: HomeDriver;
useHome((opened) => {
  ({ driver, home } = opened);
});
beforeAll(async () => {
  await home.openHome("ada");
  await home.openHome("mateo");
});

/** A page of text, and two that are pictures. */
const halfScanned = makePages([
  [
    { text: "The crane is checked every morning.", x: 72, y: 700 },
    { text: "Nobody stands below a load.", x: 72, y: 680 },
  ],
  [],
  [],
]);
const commented = makeDocx(
  '<w:p><w:r><w:t>The gate is locked at 6 pm by the porter.</w:t><w:commentReference w:id="1"/></w:r></w:p>',
);

async function details(number: number): Promise<string> {
  await home.choose("ada", number, "details");
  await home.modalSays("ada", "Courses that rest on it");
  return allText(home.topModal("ada")?.blocks);
}

test("pages without text are counted in Home and explained in the details, until another version has none", async () => {
  await home.upload("ada", [{ name: "crane-rules.pdf", bytes: halfScanned }]);
  const line = /`@(\d+)` {2}\*Crane rules\*\nReady · PDF · 3 pages · 1 passage · 2 pages without text/;
  await home.homeSays("ada", line);
  await home.homeSays("mateo", line);
  const number = Number(line.exec(home.homeText("ada"))?.[1]);
  expect(await details(number)).toContain(
    "• 2 of 3 pages have no text. If they are pictures, such as scans, run text recognition (OCR) over the file and *Replace* it.",
  );
  // The same file again: nothing of it is better.
  await driver.act({ user: "ada", in: { view: "top" }, actionId: "document:read-again" });
  await home.modalSays("ada", "It is being read again");
  expect(allText(home.topModal("ada")?.blocks)).not.toContain("2 of 3 pages");
  await driver.closeView({ user: "ada" });
  await home.homeSays("ada", line);

  await home.choose("ada", number, "replace");
  await home.modalSays("ada", "becomes version 2");
  const text = "# Crane rules\nThe crane is checked every morning. Nobody stands below a load.";
  expect(await driver.submit({ user: "ada", answers: { text } })).toBeNull();
  await home.homeSays("ada", /\*Crane rules\*\nReady · Text · 1 passage · version 2$/m);
  await driver.closeView({ user: "ada" });
  expect(await details(number)).not.toContain("Not everything");
  await driver.closeView({ user: "ada" });
});

test("who sends a file directly reads with the notice what was left out", async () => {
  const file = driver.upload({ user: "ada", name: "gate-rules.docx", bytes: commented });
  const sent = driver.post({ user: "ada", channel: "dm", text: "", files: [file.id] });
  const offer = await driver.waitFor(() => driver.thread(sent).find(({ text }) => text.includes("Add gate-rules")), {
    what: "the offer",
    timeoutMs: 60_000,
  });
  await driver.act({ user: "ada", in: offer, actionId: "offer:add" });
  const notice = await driver.waitFor(
    () => driver.thread(sent).find(({ text }) => text.includes("*Gate rules* is ready")),
    { what: "the notice", timeoutMs: 60_000 },
  );
  expect(notice.text).toMatch(
    /\n• 1 comment was left out\. If it matters, put it into the text and \*Replace\* the file\.$/,
  );
  await home.homeSays("ada", /\*Gate rules\*\nReady · Word · 1 passage · 1 comment left out/);
});
