/** Slack cannot say who somebody is: that makes nobody a guest. What can wait is tried again, and else people are told. */
import { beforeAll, expect, test } from "vitest";
import type { Driver } from "../../src/sandbox/driver.ts";
import { forge } from "../fixtures/forge.ts";
import { type HomeDriver, handbook, useHome } from "../fixtures/home-driver.ts";
import type { InProcess } from "../fixtures/in-process.ts";
import { addDocument, allText } from "../fixtures/journeys.ts";
import { draftCourse } from "../fixtures/threads.ts";

let running: InProcess;
let driver: Driver;
let home: HomeDriver;
useHome((opened) => {
  ({ running, driver, home } = opened);
});
beforeAll(() => addDocument(driver, "Security handbook", handbook));

/** The next so many times that Slack is asked who somebody is, it is away. */
function away(times: number): void {
  running.sandbox.faults.clear();
  running.sandbox.faults.script(
    "users.info",
    Array.from({ length: times }, () => ({ kind: "http-error", status: 503 })),
  );
}
const unsure = "Slack does not say who you are right now";
const met = () => running.sandbox.faults.counts()["http-error"] ?? 0;

test("a member's course waits for the answer, and rests on the documents that it names", async () => {
  driver.addUser({ name: "noor" });
  driver.addChannel({ name: "newcomers", bot: true, members: ["noor"] });
  const before = met();
  // The language of their Slack is asked with the first one, what they may do with the others.
  away(3);
  const { card } = await draftCourse(driver, { user: "noor", channel: "newcomers", text: "Passwords using @1" });
  expect(met() - before).toBe(3);
  const text = allText(card.blocks);
  expect(text).not.toContain("not open to guests");
  expect(text).toContain("@1 Security handbook");
  expect(text).toContain("Drafted offline from your documents");
});

test("a list of documents is neither refused nor shown, and is there when Slack is", async () => {
  driver.addUser({ name: "pepe" });
  driver.addChannel({ name: "lists", bot: true, members: ["pepe"] });
  const list = async () =>
    JSON.stringify(await driver.command({ user: "pepe", channel: "lists", command: "/course", text: "docs" }));
  away(2);
  expect(await list()).toContain(unsure);
  expect(await list()).toContain("Security handbook");
});

test("an admin's form stays as it was filled in", async () => {
  const { id: admin } = driver.addUser({ name: "mia", isAdmin: true });
  await home.openHome("ada");
  const rename = () =>
    forge(running, {
      type: "view_submission",
      team: { id: driver.workspace.id },
      user: { id: admin },
      view: {
        id: "V_RENAME",
        type: "modal",
        callback_id: "rename_document",
        private_metadata: JSON.stringify({ document: home.documentId(1), title: "Security handbook", version: 1 }),
        state: { values: { title: { title: { value: "Safety first" } } } },
      },
    });
  away(2);
  const { status, body } = await rename();
  expect([status, JSON.parse(body)]).toEqual([
    200,
    { response_action: "errors", errors: { title: expect.stringContaining(unsure) } },
  ]);
  expect(home.homeText("ada")).toContain("*Security handbook*");
  expect((await rename()).body).toBe("");
  await home.homeSays("ada", "*Safety first*");
});

test("an admin's “stop” is delivered again, and no stranger's word", async () => {
  driver.addUser({ name: "nia", isAdmin: true });
  driver.addChannel({ name: "stops", bot: true, members: ["grace", "nia"] });
  const { root } = await draftCourse(driver, { channel: "stops", text: "Passwords" });
  away(2);
  driver.post({ user: "nia", channel: "stops", text: "stop", threadTs: root.ts });
  const said = await driver.waitFor(() => driver.ephemerals("nia").map(({ text }) => text)[0], {
    what: "an answer to stop",
    timeoutMs: 60_000,
  });
  expect(said).toContain("There is nothing to cancel");
});

test("Home of somebody new shows what they may see, once Slack says who they are", async () => {
  driver.addUser({ name: "lars" });
  away(1);
  await home.openHome("lars");
  expect(home.homeText("lars")).toContain("*Safety first*");
}, 60_000);
