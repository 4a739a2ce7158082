/** Who may import whom, as docs/architecture.md draws it. Fails on any import that the table does not allow. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const source = resolve(import.meta.dirname, "../src");

/** A room of the house, and those it may look into (itself always; `errors`, `log` and `texts` are files at the top). */
const allowed: Record<string, readonly string[]> = {
  course: ["errors"],
  model: ["errors", "log"],
  storage: ["course", "errors", "log"],
  knowledge: ["course", "model", "storage", "errors", "log"],
  authoring: ["course", "model", "knowledge", "storage", "errors", "log"],
  jobs: ["course", "authoring", "knowledge", "storage", "errors", "log"],
  "slack/render": ["course", "export", "storage", "texts", "errors", "slack/action-ids"],
  slack: ["course", "slack/render", "export", "storage", "knowledge", "jobs/queue", "texts", "errors", "log", "config"],
  export: ["course", "texts", "errors"],
  sandbox: ["sandbox/demo"],
  "sandbox/demo": ["sandbox", "app", "authoring", "config", "errors", "log"],
  doctor: ["config", "errors", "knowledge", "model", "slack", "storage", "texts"],
  texts: ["errors", "course"],
  operations: ["authoring", "storage", "errors", "log"],
  log: [],
  errors: [],
  config: [],
};
/** Rooms that may import only types from others: ports that another room fulfils. */
const typesOnly = new Set(["slack/render storage", "slack jobs/queue", "texts course"]);

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));

/** The most precise room that a path lies in. */
function roomOf(path: string): string {
  const bare = path.replace(/\.ts$/, "");
  const rooms = Object.keys(allowed).concat(["jobs/queue", "slack/action-ids"]);
  const found = rooms
    .filter((room) => bare === room || bare.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length);
  return found[0] ?? bare;
}

function importsOf(path: string): { target: string; isType: boolean }[] {
  const text = readFileSync(join(source, path), "utf8");
  const statements = text.matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s)?[^;'"]*?from\s+"(\.[^"]+)"|import\("(\.[^"]+)"\)/g,
  );
  return [...statements].map((match) => ({
    target: relative(source, resolve(source, dirname(path), match[3] ?? match[4] ?? "")),
    isType: match[2] !== undefined,
  }));
}

describe("imports", () => {
  test("every folder and file at the top has a rule", () => {
    const tops = readdirSync(source).map((name) => name.replace(/\.ts$/, ""));
    expect(tops.filter((top) => !(top in allowed) && !["main", "app"].includes(top))).toEqual([]);
  });

  test.each(files.filter((path) => !/^(main\.ts|app\.ts|app\/)/.test(path)))("%s", (path) => {
    const room = roomOf(path) === "slack/action-ids" ? "slack" : roomOf(path) === "jobs/queue" ? "jobs" : roomOf(path);
    const forbidden = importsOf(path).filter(({ target, isType }) => {
      const other = roomOf(target);
      if (other === room || (room === "jobs" && other === "jobs/queue")) return false;
      if (room === "slack" && other === "slack/action-ids") return false;
      if (typesOnly.has(`${room} ${other}`)) return !isType;
      return !(allowed[room] ?? []).includes(other);
    });
    expect(forbidden.map(({ target }) => target)).toEqual([]);
  });

  test("only main.ts starts something when it is imported or run in the bot", () => {
    const atImport = files
      .filter((path) => !path.startsWith("sandbox/") && path !== "knowledge/extract/child.ts")
      .filter((path) =>
        /^(void |await )/m.test(
          readFileSync(join(source, path), "utf8").replaceAll(/if \(import\.meta\.main\) \{[\s\S]*$/g, ""),
        ),
      );
    expect(atImport).toEqual([]);
  });
});
