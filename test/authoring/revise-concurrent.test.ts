import { expect, it } from "vitest";
import type { ReviseOutcome } from "../../src/course/revision.ts";
import type { Course } from "../../src/course/schema.ts";
import type { Database } from "../../src/storage/database.ts";
import { fc } from "../fixtures/properties.ts";
import { createTestRevising, readyCourse } from "../fixtures/revising.ts";
import { useDatabase } from "../fixtures/suites.ts";

let database: Database;
useDatabase("pglite", (opened) => {
  ({ database } = opened);
});

/** Replies that can be met in any order, each with what shows that it was. */
const wishes: { text: string; isMet: (course: Course) => boolean }[] = [
  { text: "drop the project", isMet: ({ assessments }) => !assessments.some(({ id }) => id === "a4") },
  {
    text: "rename module 1 to Welcome",
    isMet: ({ modules }) => modules.some(({ id, title }) => id === "m1" && title === "Welcome"),
  },
  { text: "drop module 2", isMet: ({ modules }) => !modules.some(({ id }) => id === "m2") },
  {
    text: "make module 2 longer",
    isMet: ({ modules }) => modules.some(({ id, duration }) => id === "m2" && duration === "75 minutes"),
  },
  { text: "make it advanced", isMet: ({ overview }) => overview.difficulty_level === "Advanced" },
  { text: "add a module on juggling", isMet: ({ modules }) => modules.some(({ title }) => title === "Juggling") },
  { text: "move module 4 to the start", isMet: ({ modules }) => modules[0]?.id === "m3" },
  {
    text: "add an objective: Report an incident at once",
    isMet: ({ objectives }) => objectives.some(({ text }) => text.startsWith("Report")),
  },
  { text: "what does module 3 cover?", isMet: () => false },
];

it("any replies at once end in a version with the effect of each, or in an answer that says why not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(wishes.length - 1), { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 2, max: 3 }),
      async (chosen, workers) => {
        const ready = await readyCourse(database);
        // Several revisers that know nothing of each other; the store alone decides whose version comes next.
        const tools = Array.from({ length: workers }, () => createTestRevising(ready.store));
        const asked = chosen.flatMap((index) => wishes[index] ?? []);
        const outcomes = await Promise.all(
          asked.map(async ({ text }, index): Promise<ReviseOutcome> => {
            const request = await ready.ask({ action: "reply", text, seen: 1 }, `U${index}`);
            const one = tools[index % workers] ?? createTestRevising(ready.store);
            return one.revise({
              course: await ready.course(),
              request,
              lease: ready.lease,
              signal: new AbortController().signal,
            });
          }),
        );
        const course = await ready.latest();
        const saved = outcomes.flatMap((outcome) => (outcome.kind === "revised" ? [outcome.after] : []));
        expect(new Set(saved).size).toBe(saved.length);
        expect((await ready.course()).version).toBe(1 + saved.length);
        for (const [index, outcome] of outcomes.entries()) {
          const wish = asked[index];
          if (wish === undefined) throw new Error("no wish");
          if (outcome.kind === "explained") expect(outcome.obstacles).not.toEqual([]);
          else if (outcome.kind === "answered") expect(outcome.text).not.toBe("");
          else {
            expect(outcome.kind).toBe("revised");
            // A module that was made longer first may have been dropped afterwards, by somebody who saw it.
            const isGone = wish.text.startsWith("make module 2") && asked.some(({ text }) => text === "drop module 2");
            expect([wish.text, wish.isMet(course) || isGone]).toEqual([wish.text, true]);
          }
        }
      },
    ),
    { numRuns: 12 },
  );
});
