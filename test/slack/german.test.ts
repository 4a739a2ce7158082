/** The German catalogue beside the English one: whole, German, and within Slack's limits. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { readReply } from "../../src/authoring/offline-revise/read-reply.ts";
import { createIds, createSeededRandom } from "../../src/sandbox/ids.ts";
import { readView } from "../../src/sandbox/methods/views.ts";
import { german } from "../../src/texts/de/german.ts";
import { english } from "../../src/texts/english.ts";
import { currentLanguage, inLanguage, type Language, languageOf, languages } from "../../src/texts/locale.ts";
import { texts } from "../../src/texts.ts";
import { course } from "../fixtures/courses.ts";
import { everyModal, everyModalTitle } from "../fixtures/modals.ts";

/** Names, formats and signs: the same in both languages. */
const same = new Set([
  "thread.notice.title",
  "thread.answer.moduleDuration",
  "thread.history.by",
  "thread.history.version",
  "thread.quality.letters.module",
  "home.heading",
  "home.document",
  "home.course",
  "home.failed",
  "home.duplicate",
  "document.courseLine",
  "document.details.versionLabel",
  "passage.place",
  "lists.course",
  "card.more",
  "card.supplement",
  "card.assessmentType.quiz",
  "exported.version",
  "dates.slackDay",
  "values.duration",
  "values.level",
  "values.bloom",
]);

/** Stands for whatever a text takes: a name, a count, a moment, a list. */
const anything = Object.assign(new Date("2026-11-22T10:54:00Z"), { join: () => "a, b", toLowerCase: () => "a" });

/** Every text of a catalogue by its path; functions are called with something. What is put together from a course is left to the golden file. */
function textsOf(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    return [[path, String(Reflect.apply(value, undefined, [anything, anything, anything, anything]))]];
  }
  if (typeof value !== "object" || value === null || path === "sentences") return [];
  // How many words there are for a sub-command is each language's own.
  if (path.startsWith("command.words.")) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, each]) => textsOf(each, path === "" ? key : `${path}.${key}`));
}

describe("the catalogues", () => {
  const [englishTexts, germanTexts] = [new Map(textsOf(english)), new Map(textsOf(german))];

  test("have the same keys", () => {
    const keys = (map: ReadonlyMap<string, string>) => [...map.keys()].toSorted();
    expect(keys(germanTexts)).toEqual(keys(englishTexts));
    expect(englishTexts.size).toBeGreaterThan(400);
  });

  test("share no text but names, formats and signs", () => {
    const shared = [...germanTexts].filter(([path, text]) => text === englishTexts.get(path)).map(([path]) => path);
    expect(shared.filter((path) => !same.has(path))).toEqual([]);
  });

  test("leave no English word among the German ones", () => {
    const isEnglish = /\b(?:the|you|your|of|is|are|not|with|and|documents?|(?<!\/)courses?|please)\b/iu;
    expect([...germanTexts].filter(([, text]) => isEnglish.test(text))).toEqual([]);
  });

  test("quote as their language does", () => {
    expect([...germanTexts].filter(([, text]) => /[“”](?![^„]*$)|”/u.test(text.replaceAll(/„[^“]*“/gu, "")))).toEqual(
      [],
    );
    expect([...englishTexts].filter(([, text]) => /„/u.test(text))).toEqual([]);
  });

  test("keep what Slack allows on buttons, in titles and placeholders", () => {
    const long = (limit: number, keys: RegExp) =>
      languages.flatMap((language) =>
        [...(language === "en" ? englishTexts : germanTexts)].filter(
          ([path, text]) => keys.test(path) && text.length > limit,
        ),
      );
    expect(long(24, /\.(?:submit\w*|close|cancel)$/)).toEqual([]);
    expect(
      long(75, /^thread\.buttons\.(?!quality)|^home\.menu\.|^fileOffer\.(?:add|addAndWrite|writeOnly|decline)$/),
    ).toEqual([]);
    expect(long(150, /[pP]laceholder$|^passage\.choose$|^references\.chooseDocument$/)).toEqual([]);
    expect(long(50, /^thread\.status\./)).toEqual([]);
  });
});

describe("the examples of replies", () => {
  const examples = languages.flatMap((language) => {
    const [, ...lines] = (language === "en" ? english : german).thread.answer.understood;
    const { reply } = (language === "en" ? english : german).references;
    return [...lines, reply(3)].flatMap((line) => line.split(/, (?:or|oder): /u)).map((line) => [line]);
  });

  test.each(examples)("%s", (line) => {
    const wishes = readReply(line ?? "", course);
    expect(wishes.map(({ kind }) => kind)).not.toContain("unclear");
    expect(wishes).toHaveLength(1);
  });
});

describe.each(languages)("modals in %s", (language) => {
  const ids = createIds({ random: createSeededRandom(1) });

  test.each(inLanguage(language, everyModal).map(({ name }) => name))("%s", (name) => {
    const modal = inLanguage(language, everyModal).find((each) => each.name === name);
    expect(() => readView(JSON.parse(JSON.stringify(modal?.view)), "modal", ids)).not.toThrow();
  });

  test("every title of a notice is short enough", () => {
    expect(inLanguage(language, everyModalTitle).filter((title) => title.length > 24)).toEqual([]);
  });
});

describe("the current language", () => {
  test("is that of Slack's locale, and English for what there is no catalogue for", () => {
    const read = (locale: string | null) => languageOf(locale);
    expect(["de-DE", "de-AT", "de", "de_CH", "DE", "de,en;q=0.5"].map(read)).toEqual(Array(6).fill("de"));
    expect(["en-US", "en-GB,de", "fr-FR", "den-XX", "", null].map(read)).toEqual(Array(6).fill("en"));
  });

  test("holds for what is awaited, each work for itself", async () => {
    const say = async (language: Language) =>
      inLanguage(language, async () => {
        await new Promise(setImmediate);
        return texts.card.section.modules + texts.card.cancel;
      });
    expect(await Promise.all([say("de"), say("en"), say("de")])).toEqual([
      "ModuleAbbrechen",
      "ModulesCancel",
      "ModuleAbbrechen",
    ]);
    expect(currentLanguage()).toBe("en");
  });

  test("no module reads a text while it is loaded: it would stay English", async () => {
    const source = join(import.meta.dirname, "../../src");
    const read: string[] = [];
    vi.resetModules();
    const { english: fresh } = await import("../../src/texts/english.ts");
    const groups = Object.keys(fresh);
    for (const group of groups) {
      const value: unknown = Reflect.get(fresh, group);
      Object.defineProperty(fresh, group, {
        configurable: true,
        get: () => {
          read.push(group);
          return value;
        },
      });
    }
    const files = readdirSync(source, { recursive: true, encoding: "utf8" })
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => /^(?:slack|export|app)\/.*\.ts$/.test(file));
    for (const file of files) await import(join(source, file));
    expect(read).toEqual([]);
  });
});
