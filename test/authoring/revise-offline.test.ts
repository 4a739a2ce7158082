import { describe, expect, it } from "vitest";
import { createOfflineReviser } from "../../src/authoring/offline-reviser.ts";
import { judgeReply } from "../eval/judge.ts";
import { evalPrompts } from "../eval/prompts.ts";
import { evalReplies } from "../eval/replies.ts";

const reviser = createOfflineReviser();
const { signal } = new AbortController();

/** More ways to say it, with the operations that come of it; none: it is explained. */
const more: readonly [string, ...string[]][] = [
  ["could we get a module on remote work?", "insert modules 5"],
  ["new module: travel safety", "insert modules 5"],
  ["what about a module on phishing?", "insert modules 5"],
  ["I'd like a 20-minute module on travel", "insert modules 5"],
  ["add an advanced module on forensics as module 2", "insert modules 2"],
  ["add a module about what to do after an incident and how to report it", "insert modules 5"],
  ["add two modules on phishing and passwords", "insert modules 5", "insert modules 6"],
  ["add modules on phishing and on passwords", "insert modules 5", "insert modules 6"],
  ["füge Module zu Phishing und zu Passwörtern hinzu", "insert modules 5", "insert modules 6"],
  ["add a quiz after module 1", "insert assessments 5"],
  ["füge nach Modul 1 ein Quiz ein", "insert assessments 5"],
  ["leave out module 2", "remove m2"],
  ["remove the second and third module", "remove m2", "remove m4"],
  ["add another module on passwords, 20 minutes", "insert modules 5"],
  ["I want modules about phishing, links and travel", "insert modules 5", "insert modules 6", "insert modules 7"],
  ["nimm @2 nicht", "drop @2"],
  ["lass Modul 2 weg", "remove m2"],
  ["replace module 2 with something on passkeys", "insert modules 2", "remove m2"],
  ["I want a quiz on phishing and a project", "insert assessments 5", "insert assessments 6"],
  ["wir brauchen noch ein Quiz zu Modul 3", "insert assessments 5"],
  ["Füge nach Modul 1 ein Modul über Homeoffice ein", "insert modules 2"],
  ["include something on visitors in module 4", "replace m3 topics"],
  ["remove the topic Links from module 3", "replace m4 topics"],
  ["remove the last two modules", "remove m4", "remove m3"],
  ["remove modules 2-4", "remove m2", "remove m4", "remove m3"],
  ["remove everything except module 1", "remove m2", "remove m4", "remove m3"],
  ["remove all quizzes", "remove a1", "remove a3"],
  ["drop the reporting quiz and the module on clean desk", "remove a3", "remove m3"],
  ["delete the pasword module", "remove m2"],
  ["Streiche Modul 3 und 4", "remove m4", "remove m3"],
  ["rename the passwords module to Stop, drop and roll", "replace m2 title"],
  ["rename module 2 to Passwords and module 3 to Mails", "replace m2 title", "replace m4 title"],
  ["change the title of module 3 to Mails", "replace m4 title"],
  ["change module 1's title to Safe start", "replace m1 title"],
  ["title: Safe at work", "overview title"],
  ["Titel: Sicher arbeiten", "overview title"],
  ["module 1 and module 2 should be swapped", "move m2 1"],
  ["Modul 1 und Modul 2 sollen getauscht werden", "move m2 1"],
  ["the audience is experts", "overview difficulty_level"],
  ["objective 2 should read: Explain how a manager works", "replace o2 text"],
  ["turn the desk check into a project", "replace a2 type"],
  ["reduce the total time to 4 hours", "overview duration_estimate"],
  ["make it an hour and a half", "overview duration_estimate"],
  ["twice as long please", "overview duration_estimate"],
  ["lengthen module 2 by 10 minutes", "replace m2 duration"],
  ["kürze Modul 2 um 7 Minuten", "replace m2 duration"],
  ["make the course an hour longer", "overview duration_estimate"],
  ["cut 10 minutes from module 2", "replace m2 duration"],
  ["make it a half day workshop and advanced", "overview difficulty_level"],
  ["make it a two-day workshop", "overview duration_estimate"],
  ["Können wir das auf 90 Minuten kürzen?", "overview duration_estimate"],
  ["das zweite Modul ist zu lang", "replace m2 duration"],
  ["it should be for experts", "overview difficulty_level"],
  ["use @4 instead of @2", "use @4", "drop @2"],
  ["please use only @2", "drop @1"],
  ["nutze nur @4", "use @4", "drop @1", "drop @2"],
  ["use @2 and nothing else", "drop @1"],
  ["replace all documents with @4", "use @4", "drop @1", "drop @2"],
  ["remove the documents", "drop @1", "drop @2"],
  ["ohne Dokumente", "drop @1", "drop @2"],
  ["don't use @2", "drop @2"],
  ["make it two hours, no three"],
  ["remove module 2 and make module 2 longer"],
  ["drop objectives 1 and 2"],
  ["make it easier"],
  ["translate it to French"],
  ["make the course 3 minutes long"],
  ["delete the course"],
  ["the tone is too formal"],
  ["fix the typos"],
  ["export"],
  ["give me the answers to the quiz"],
  ["Great, now create a course on fire safety"],
  ["please do not remove module 2"],
  ["bitte lösche Modul 2 nicht"],
  ["can you make it more fun?"],
  ["add an example to module 1"],
  ["füge Modul 1 ein Beispiel hinzu"],
  ["write module 2 again"],
  ["use @2 only for module 1"],
  ["make the title shorter"],
  ["add 3 more modules"],
];

describe("other words for it", () => {
  it.each(more)("%s", async (reply, ...expected) => {
    const expectation = {
      reply,
      kind: expected.length > 0 ? "revision" : "explained",
      plain: true,
      exact: true,
    } as const;
    const judged = await judgeReply({ ...expectation, operations: expected }, reviser, signal);
    expect(judged.mistakes).toEqual([]);
  });
});

describe("replies as people write them", () => {
  it("are forty, and the prompts twenty, each different", () => {
    expect(new Set(evalReplies.map(({ reply }) => reply)).size).toBe(40);
    expect(new Set(evalPrompts).size).toBe(20);
  });

  it.each(evalReplies.filter(({ plain }) => plain))("$reply", async (reply) => {
    expect((await judgeReply(reply, reviser, signal)).mistakes).toEqual([]);
  });

  it.each(evalReplies.filter(({ plain }) => !plain))("says that it does not understand: $reply", async (reply) => {
    const { kind, operations } = await judgeReply(reply, reviser, signal);
    // Silence or a wrong change would be worse than saying so.
    expect([kind, operations]).toEqual(["explained", []]);
  });
});

it.each([
  ["which documents does it use?", /^The course uses:/],
  ["Aus welchen Dokumenten besteht der Kurs?", /^Der Kurs nutzt:/],
])("tells the documents: %s", async (reply, says) => {
  const expected = { reply, kind: "answer", plain: true, operations: [], exact: true, says } as const;
  const judged = await judgeReply(expected, reviser, signal);
  expect(judged.mistakes).toEqual([]);
});
