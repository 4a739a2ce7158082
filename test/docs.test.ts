/** The guides quote the bot: what stands in quotes in `docs/troubleshooting.md` must be a sentence of the program. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const sources = ["src/texts", "src/storage", "src"].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => read(join(folder, entry.name))),
);
const guides = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`),
].filter((path) => path.endsWith(".md"));

describe("docs/troubleshooting.md quotes what the bot says", () => {
  const rows = read("docs/troubleshooting.md").split("\n");
  const quotes = rows.flatMap((row) => /^\| "([^"]+)"/.exec(row)?.[1] ?? []);
  test("there are quotes", () => expect(quotes.length).toBeGreaterThan(15));
  test.each(quotes)("%s", (quote) => {
    expect(sources.some((source) => source.includes(quote))).toBe(true);
  });
});

describe.each(guides)("%s", (guide) => {
  const text = read(guide);

  test("its links lead to files that are there", () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map((match) => match[1] ?? "");
    const missing = targets.filter((target) => !exists(join(root, dirname(guide), target)));
    expect(missing).toEqual([]);
  });

  test("its scripts are those of package.json", () => {
    const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
    const named = [...text.matchAll(/npm (?:run )?(demo|start|test|check|bench|doctor|eval|manifest|format)\b/g)];
    expect(named.map((match) => match[1]).filter((name) => name !== undefined && !scripts.includes(name))).toEqual([]);
  });
});

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
