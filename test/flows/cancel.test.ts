/** Cancelling: what is being written ends within a second, also by a word in the thread, for those who may. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UiMessage } from "../../src/sandbox/page-api.ts";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { askForCourse, marksOf, untilCancelled, untilModules } from "../fixtures/threads.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ environment: { OFFLINE_TOKENS_PER_SECOND: "200" } });
}, 120_000);
afterAll(() => bench.close());

/** Asks for a course and waits until its modules grow. */
async function growingCourse(text: string): Promise<UiMessage> {
  const { driver } = bench.sandbox;
  const root = await askForCourse(driver, { text });
  await untilModules(driver, root);
  return root;
}

test("a word in the thread stops it, for those who may; until the card says so takes less than a second at the median", async () => {
  const { driver } = bench.sandbox;
  const taken: number[] = [];
  for (const [index, word] of ["stop", "cancel", "stop"].entries()) {
    const root = await growingCourse(`Handling complaints, part ${index + 1}`);
    if (index === 0) {
      const refused = driver.post({ user: "mateo", channel: "learning", text: "stop", threadTs: root.ts });
      await driver.waitFor(
        () => driver.ephemerals("mateo").some((message) => /Only the person who asked/.test(message.text)),
        { what: "word of it" },
      );
      expect(marksOf(driver, refused)).toEqual([]);
    }
    const asked = performance.now();
    driver.post({ user: "grace", channel: "learning", text: word, threadTs: root.ts });
    await untilCancelled(driver, root);
    taken.push(performance.now() - asked);
  }
  expect(taken.toSorted((one, other) => one - other)[1]).toBeLessThan(1_000);
}, 120_000);
