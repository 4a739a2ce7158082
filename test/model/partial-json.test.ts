import { describe, expect, it } from "vitest";
import { parsePartialJson } from "../../src/model/partial-json.ts";
import { fc } from "../fixtures/properties.ts";

/** A partial agrees with the whole when nothing in it will have to be taken back. */
function agrees(partial: unknown, whole: unknown): boolean {
  if (partial === undefined) return true;
  if (typeof partial === "string") return typeof whole === "string" && whole.startsWith(partial);
  if (Array.isArray(partial)) {
    return (
      Array.isArray(whole) && partial.length <= whole.length && partial.every((item, at) => agrees(item, whole[at]))
    );
  }
  if (typeof partial === "object" && partial !== null) {
    if (typeof whole !== "object" || whole === null || Array.isArray(whole)) return false;
    const fields = new Map(Object.entries(whole));
    return Object.entries(partial).every(([key, value]) => fields.has(key) && agrees(value, fields.get(key)));
  }
  return Object.is(partial, whole);
}

const escaped = (json: string) =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
// A number alone may go on after any prefix: only inside a list or an object is its end seen.
const container = fc
  .oneof(
    fc.array(fc.jsonValue({ stringUnit: "binary" })),
    fc.dictionary(fc.string(), fc.jsonValue({ stringUnit: "binary" })),
  )
  .map((made) => {
    const value: unknown = JSON.parse(JSON.stringify(made));
    return { value };
  });

describe("any prefix of any valid JSON", () => {
  it("parses to a partial that agrees with the whole", () => {
    fc.assert(
      fc.property(container, fc.constantFrom(0, 2), fc.boolean(), fc.nat(), ({ value }, indent, asEscapes, at) => {
        const plain = JSON.stringify(value, null, indent);
        const json = asEscapes ? escaped(plain) : plain;
        const prefix = json.slice(0, at % (json.length + 1));
        const { state, value: partial } = parsePartialJson(prefix);
        if (prefix.trim() === "") return state === "empty";
        if (prefix === json) return state === "complete" && JSON.stringify(partial) === JSON.stringify(value);
        return state === "partial" && agrees(partial, value);
      }),
      { numRuns: 3_000 },
    );
  });

  it("never goes back as more arrives", () => {
    fc.assert(
      fc.property(container, ({ value }) => {
        const json = JSON.stringify(value);
        let last: unknown;
        for (let length = 1; length <= Math.min(json.length, 200); length += 1) {
          const { value: partial } = parsePartialJson(json.slice(0, length));
          if (!agrees(last, partial)) return false;
          last = partial;
        }
        return true;
      }),
      { numRuns: 300 },
    );
  });
});

describe("parsePartialJson", () => {
  it.each([
    ["", "empty", undefined],
    [" \n", "empty", undefined],
    ["{", "partial", {}],
    ['{"a', "partial", {}],
    ['{"a":', "partial", {}],
    ['{"a":"', "partial", { a: "" }],
    ['{"a":"x\\', "partial", { a: "x" }],
    ['{"a":"x\\u00', "partial", { a: "x" }],
    ['{"a":"x\\u00e9', "partial", { a: "xé" }],
    ['{"a":"\\ud83d', "partial", { a: "" }],
    ['{"a":"\\ud83d\\ude', "partial", { a: "" }],
    ['{"a":"\\ud83d\\ude00', "partial", { a: "😀" }],
    ['{"a":"\ud83d', "partial", { a: "" }],
    ["[1", "partial", []],
    ["[1,", "partial", [1]],
    ["[1,-", "partial", [1]],
    ["[1.", "partial", []],
    ["[1e", "partial", []],
    ["[1 ", "partial", [1]],
    ["[tru", "partial", []],
    ["[true", "partial", []],
    ["[true,", "partial", [true]],
    ["t", "partial", undefined],
    ["-", "partial", undefined],
    ['{"a":{"b":[{"c":"d"},', "partial", { a: { b: [{ c: "d" }] } }],
    ['{"a":1}', "complete", { a: 1 }],
    [' {"a":1} ', "complete", { a: 1 }],
    ["12", "complete", 12],
  ])("reads %j as %s", (text, state, value) => {
    expect(parsePartialJson(text)).toEqual({ state, value });
  });

  it.each([
    ["Here is", undefined],
    ["[01", []],
    ["[1 2", [1]],
    ["[1,]", [1]],
    ["[,", []],
    ["[nul,", []],
    ["[}", []],
    ["[+1", []],
    ["[Infinity,", []],
    ['{"a" 1', {}],
    ['{"a":1,}', { a: 1 }],
    ["{a", {}],
    ['{"a":1}}', { a: 1 }],
    ['{"a":1} x', { a: 1 }],
    ['["\\x', []],
    ['["\\u00g', []],
    ['["a\nb', []],
    ["]", undefined],
    [":", undefined],
  ])("says of %j that nothing can mend it", (text, value) => {
    expect(parsePartialJson(text)).toEqual({ state: "invalid", value });
  });

  it("makes a field of `__proto__`, as JSON.parse does", () => {
    const { value } = parsePartialJson('{"__proto__":{"polluted":true},"a":"');
    expect(Object.keys(value ?? {})).toEqual(["__proto__", "a"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it("reads a hundred thousand open brackets", () => {
    expect(parsePartialJson("[".repeat(100_000)).state).toBe("partial");
  });

  it("takes time that grows with the length alone", () => {
    const timeOf = (items: number) => {
      const text = `[${'{"title":"Passwords \\u00e9","n":1.5},'.repeat(items)}`;
      const began = performance.now();
      for (let run = 0; run < 3; run += 1) parsePartialJson(text);
      return performance.now() - began;
    };
    timeOf(2_000);
    // Twenty times the text; a quadratic parser would take four hundred times as long.
    expect(timeOf(20_000)).toBeLessThan(Math.max(20, timeOf(1_000)) * 100);
  });
});
