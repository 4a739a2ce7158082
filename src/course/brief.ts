/** The brief: what was asked for. Its grammar (`parseBrief`) turns what a person typed into it. */
import { z } from "zod";
import { readAudience, readLearners } from "./brief-audience.ts";
import { withoutExcluded } from "./brief-excluded.ts";
import { formStretches } from "./brief-instructions.ts";
import { readLength } from "./brief-length.ts";
import { materialStart } from "./brief-material.ts";
import { asksForNothing } from "./brief-small-talk.ts";
import { findReferences, tokenKey, withoutCode } from "./brief-tokens.ts";
import { readTopic } from "./brief-topic.ts";
import { levelRange, readLanguage, readLevel } from "./brief-wishes.ts";
import { difficultySchema } from "./schema.ts";

/** Longer prompts are refused, with the limit named. */
export const promptLimit = 3_000;

/** An `@…` in a brief or reply, as typed: by number, by quoted title, or by slug. */
export const referenceTokenSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("number"), number: z.int().min(1), source: z.string() }),
  z.strictObject({ kind: z.literal("title"), title: z.string(), source: z.string() }),
  z.strictObject({ kind: z.literal("slug"), slug: z.string(), source: z.string() }),
]);
export type ReferenceToken = z.infer<typeof referenceTokenSchema>;

export const briefSchema = z.strictObject({
  /** What the person wrote, unescaped, references included. */
  prompt: z.string().min(1).max(promptLimit),
  /** The prompt without its references: what search and the offline writer read as the topic. */
  topic: z.string(),
  audience: z.string().max(300).nullable().default(null),
  level: difficultySchema.nullable().default(null),
  /** Minutes of learning, when the person asked for a length. */
  length_minutes: z.int().min(5).max(30_000).nullable().default(null),
  /** BCP 47, such as "de"; null writes in the language of the prompt. */
  language: z.string().max(35).nullable().default(null),
  /** Those that the prompt wants: what it leaves out ("without @1") is none of them. */
  references: z.array(referenceTokenSchema).default([]),
  /** Documents chosen from a list, by id: they need no resolving. */
  document_ids: z.array(z.string()).default([]),
});
export type Brief = z.infer<typeof briefSchema>;

export type ParsedBrief =
  | { ok: true; brief: Brief }
  /** Nothing was written, or nothing that a course could be about: "hi", "course". */
  | { ok: false; reason: "empty" }
  /** `length` and `limit` in characters, as the person wrote them. */
  | { ok: false; reason: "too_long"; length: number; limit: number };

/**
 * Reads a prompt. `unescape` says that the text comes from Slack, which escapes `&`, `<` and `>`: that is undone once.
 * What is written there may be small talk, which is as good as empty; in a form or in reply to a course it is meant as it stands.
 * Length, level, audience and language are read where the words leave little doubt; a modal may set them afterwards.
 */
export function parseBrief(text: string, options: { unescape: boolean }): ParsedBrief {
  const prompt = (options.unescape ? asTyped(text) : text).replaceAll("\0", "").trim();
  if (prompt === "") return { ok: false, reason: "empty" };
  if (prompt.length > promptLimit) {
    return { ok: false, reason: "too_long", length: prompt.length, limit: promptLimit };
  }
  const found = findReferences(prompt);
  if (options.unescape && found.length === 0 && asksForNothing(prompt)) return { ok: false, reason: "empty" };
  const { wanted, stretches: refused } = withoutExcluded(prompt, found);
  const material = materialStart(prompt);
  const plain = blanked(withoutCode(prompt), [...found, ...refused]).slice(
    0,
    material === 0 ? prompt.length : material,
  );
  const language = readLanguage(plain);
  const level = readLevel(plain);
  const length = readLength(plain);
  const range = level === null ? levelRange(plain) : null;
  const spoken = [level, range].filter((stretch) => stretch !== null);
  // "For advanced developers": the people stand behind their level.
  const people = blanked(plain, spoken, " ");
  const audience = readAudience(people) ?? readLearners(people);
  const wishes = [language, ...spoken, length, audience, ...formStretches(plain)].filter((wish) => wish !== null);
  return {
    ok: true,
    brief: {
      prompt,
      topic: readTopic(prompt, [...wanted, ...refused], wishes, material),
      audience: audience?.value ?? null,
      level: level?.value ?? null,
      length_minutes: length?.value ?? null,
      language: language?.value ?? null,
      references: [...new Map(wanted.map(({ token }) => [tokenKey(token), token])).values()],
      document_ids: [],
    },
  };
}

/** A text of Slack's as the person typed it, but for mentions. */
function asTyped(text: string): string {
  return unescaped(unlinked(text));
}

/**
 * Slack makes links of what looks like one, and of file names such as handbook.md: `<http://handbook.md|handbook.md>` was typed as
 * "handbook.md". A link with words of its own keeps its address. What a person typed with "<" came as `&lt;` and is none.
 */
function unlinked(text: string): string {
  return text.replace(
    /<((?:https?|ftp|mailto|tel):[^<>|\n]+)(?:\|([^<>\n]*))?>|<#[A-Z0-9]+\|([^<>\n]*)>/g,
    (whole, address: string | undefined, label: string | undefined, channel: string | undefined) => {
      if (channel !== undefined) return channel === "" ? whole : `#${channel}`;
      if (address === undefined) return whole;
      const bare = address.replace(/^(?:https?:\/\/|ftp:\/\/|mailto:|tel:)/, "").replace(/\/$/, "");
      if (label === undefined || label === "") return address;
      if (label.replace(/\/$/, "") === bare || label === address) return label;
      // "@3" as the words of a link names where it leads, and no document.
      return label.includes("@") ? whole : `${label} (${address})`;
    },
  );
}

/** Slack's three escapes, undone in one pass: `&amp;lt;` was typed as `&lt;`. */
function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/gu, (_, name) => (name === "amp" ? "&" : name === "lt" ? "<" : ">"));
}

/** Puts U+FFFC where the stretches are, so that every other character keeps its place. */
function blanked(text: string, stretches: readonly { start: number; end: number }[], blank = "\uFFFC"): string {
  return stretches.reduce(
    (rest, { start, end }) => rest.slice(0, start) + blank.repeat(end - start) + rest.slice(end),
    text,
  );
}
