/**
 * Every text that people see in a course's thread, in one file to be read as a whole. `UPDATE_GOLDEN=1` writes it anew; it
 * fails here when it differs, so that no sentence changes without being read.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { describe, expect, test } from "vitest";
import { goldenText } from "../fixtures/golden-thread.ts";

const path = join(import.meta.dirname, "../golden/thread-texts.md");

describe("the texts of the thread", () => {
  test("are those of the golden file", () => {
    const text = goldenText();
    if (env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, "utf8"));
  });

  test("say nothing of how the bot is made", () => {
    expect(goldenText()).not.toMatch(
      /\b(?:JSON schema|token|payload|undefined|null|NaN|patch|lease|queue|request_|course_)\b/,
    );
  });
});
