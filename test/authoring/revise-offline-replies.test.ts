/** What comes of single replies without a model, to the word: sentences, minutes, titles, and the language of each. */
import { describe, expect, it } from "vitest";
import { createOfflineReviser } from "../../src/authoring/offline-reviser.ts";
import type { ReviseDraft, ReviseTask } from "../../src/authoring/reviser.ts";
import { briefSchema } from "../../src/course/brief.ts";
import { obstacleText } from "../../src/texts/obstacles.ts";
import { evalCourse } from "../eval/course.ts";
import { briefOf, passagesOf, writeCourse } from "./offline/course.ts";

const reviser = createOfflineReviser();
const { signal } = new AbortController();

/** What is said of a reply that changes nothing. */
const told: readonly [string, RegExp][] = [
  ["why?", /^Neither the course nor its documents tell me that\.$/],
  ["who wrote this?", /^Neither the course/],
  ["is this any good?", /^Neither the course/],
  ["add a module", /^What should it be about\?/],
  ["add 3 more modules", /^What should it be about\?/],
  ["export", /“…” menu/],
  ["can I have it as a PDF?", /“…” menu/],
  ["how do I delete the course?", /“Delete the course” in the “…” menu/],
  ["delete the course", /“Delete the course” in the “…” menu/],
  ["lösche den Kurs", /“Delete the course” in the “…” menu/],
  ["drop modules 7", /^I cannot find “module 7” in the course\. Did you mean/],
  ["Great, now create a course on fire safety", /\/course/],
  ["wir brauchen einen Kurs zu Brandschutz", /\/course/],
  ["give me the answers to the quiz", /needs a language model/],
  ["can you make it more fun?", /^Rewriting needs a language model/],
  ["kannst du es lustiger machen?", /^Rewriting needs a language model/],
  ["merge modules 1 and 2", /^Rewriting needs a language model/],
  ["Zielgruppe sind neue Mitarbeitende", /^Rewriting needs a language model/],
  ["add an example to module 1", /^Writing that needs a language model/],
  ["please do not remove module 2", /^I left that as it is\.$/],
  ["bitte lösche Modul 2 nicht", /^I left that as it is\.$/],
];

const revise = async (reply: string, change: Partial<ReviseTask> = {}): Promise<ReviseDraft> => {
  const brief = briefSchema.parse({ prompt: "Security training", topic: "security" });
  const task: ReviseTask = {
    workspaceId: "T1",
    courseId: "c1",
    brief,
    course: evalCourse,
    seen: evalCourse,
    takenIds: new Set<string>(),
    reply,
    target: null,
    conversation: [],
    passages: [],
    documents: [],
    guest: false,
    correction: null,
    ...change,
  };
  const { result } = await reviser.revise(task, signal);
  if (!result.ok) throw new Error(result.problem);
  return result.draft;
};

it.each(told)("says why nothing changes: %s", async (reply, says) => {
  const draft = await revise(reply);
  if (draft.kind !== "explained") throw new Error(JSON.stringify(draft));
  expect(draft.obstacles.map(obstacleText).join("\n")).toMatch(says);
});

it.each<[string, string, number]>([
  ["lengthen module 2 by 7 minutes", "m2", 67],
  ["shorten module 2 by 10 minutes", "m2", 50],
  ["module 1 should take 17 minutes", "m1", 17],
  ["add 10 minutes to module 1", "m1", 40],
  ["module 1: 10 minutes more", "m1", 40],
  ["mach Modul 1 5 Minuten länger", "m1", 35],
])("reckons to the minute: %s", async (reply, id, minutes) => {
  const draft = await revise(reply);
  const item = draft.kind === "revision" && draft.patch[0]?.op === "replace" ? draft.patch[0].item : null;
  expect(item).toMatchObject({ id, duration: `${minutes} minutes` });
});

it.each([
  ["rename module 1 to Safe sign-in & <passwords>", "Safe sign-in & <passwords>"],
  ["rename module 1 to <b>Bold</b> moves", "Bold moves"],
  ["benenne Modul 1 in Passwörter & <PINs> um", "Passwörter & <PINs>"],
])("takes a title as it was written: %s", async (reply, title) => {
  expect(await revise(reply)).toMatchObject({
    kind: "revision",
    patch: [{ op: "replace", item: { id: "m1", title } }],
  });
});

it.each<[string, string[]]>([
  ["add modules on phishing and on passwords", ["Phishing", "Passwords"]],
  ["add two modules on phishing and passwords", ["Phishing", "Passwords"]],
])("adds one for each subject: %s", async (reply, titles) => {
  const draft = await revise(reply);
  const added =
    draft.kind === "revision" ? draft.patch.flatMap((step) => (step.op === "insert" ? [step.item] : [])) : [];
  expect(added).toMatchObject(titles.map((title) => ({ title })));
});

describe("a German course about English documents", () => {
  const handbook = passagesOf(
    "# Security handbook\n## Passwords\nUse a long passphrase for every account. Never share your password with anyone.\n## Phishing\nReport a suspicious message to the service desk. Never open its attachments.",
    1,
  );
  const brief = briefOf("Erstelle eine Schulung zu Sicherheit für neue Mitarbeitende");
  const course = writeCourse(brief, handbook);
  // Most of what stands in it is quoted.
  const quoting = {
    ...course,
    overview: { ...course.overview, title: "Security", description: "What the handbook says on all of this." },
    modules: course.modules.map((module) => ({ ...module, description: handbook.map(({ text }) => text).join(" ") })),
  };

  it.each([
    ["ergänze ein Lernziel zu verlorenen Handys", { text: "Den Umgang mit verlorenen Handys erklären." }],
    ["füge ein Projekt zu Phishing hinzu", { title: "Projekt: ein Plan zum Thema Phishing" }],
  ])("%s", async (reply, item) => {
    for (const german of [course, quoting]) {
      const draft = await revise(reply, { brief, course: german, seen: german, passages: handbook });
      expect(draft).toMatchObject({ kind: "revision", patch: [{ op: "insert", item }] });
    }
  });
});

it.each([
  ["is module 2 too long?", /^Module 2, “/],
  ["what does module 2 cover?", /^Module 2, “/],
  ["was module 2 hard?", /^Module 2, “/],
  ["Ist Modul 2 zu lang?", /^Modul 2, „/],
  ["Was behandelt Modul 2?", /^Modul 2, „/],
  ["Welche Lernziele hat Modul 2?", /^Zu Modul 2/],
])("answers in the language of the question: %s", async (reply, says) => {
  const draft = await revise(reply);
  expect(draft.kind === "answer" ? draft.answer.text : draft).toMatch(says);
});
