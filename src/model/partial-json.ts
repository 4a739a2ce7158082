/**
 * Reads JSON that is still arriving. What it gives agrees with what the whole will say: a text may end early, a list may be
 * short, a key may be missing, but nothing that is there will turn out to be something else. So a number or a literal
 * counts only once its end is seen, and half a surrogate pair or half an escape is left out.
 */

export type PartialJson =
  | { state: "empty"; value: undefined }
  | { state: "complete"; value: unknown }
  /** `value` is undefined while not even its kind is certain. */
  | { state: "partial"; value: unknown }
  /** No text that may follow can make this JSON. `value` is what was read before the fault. */
  | { state: "invalid"; value: unknown };

type Container = { kind: "array"; items: unknown[] } | { kind: "object"; fields: object; key: string };
type Expected = "value" | "value or ]" | "key or }" | "key" | "colon" | "comma or end" | "nothing";
type Token = { kind: "whole"; value: unknown; next: number } | { kind: "cut"; value: unknown } | { kind: "invalid" };

/** Parses all or the beginning of a JSON text, in time that grows with its length alone, however deep it nests. Never throws. */
export function parsePartialJson(text: string): PartialJson {
  const whole = parseWhole(text);
  if (whole !== null) return { state: "complete", value: whole.value };
  const open: Container[] = [];
  let root: unknown;
  let expected: Expected = "value";
  let at = skipBlank(text, 0);
  if (at === text.length) return { state: "empty", value: undefined };

  const place = (value: unknown) => {
    const container = open.at(-1);
    if (container === undefined) root = value;
    else if (container.kind === "array") container.items.push(value);
    else setField(container.fields, container.key, value);
  };
  const enter = (container: Container) => {
    place(container.kind === "array" ? container.items : container.fields);
    open.push(container);
  };

  while (at < text.length) {
    const character = text.charAt(at);
    const container = open.at(-1);
    if (expected === "nothing") return { state: "invalid", value: root };
    if (expected === "colon") {
      if (character !== ":") return { state: "invalid", value: root };
      expected = "value";
      at += 1;
    } else if (expected === "comma or end" && character === ",") {
      expected = container?.kind === "object" ? "key" : "value";
      at += 1;
    } else if (closes(character, container, expected)) {
      open.pop();
      expected = open.length === 0 ? "nothing" : "comma or end";
      at += 1;
    } else if (expected === "key" || expected === "key or }") {
      const key = character === '"' ? readString(text, at) : invalid;
      if (key.kind !== "whole") return { state: key.kind === "cut" ? "partial" : "invalid", value: root };
      if (container?.kind === "object") container.key = String(key.value);
      expected = "colon";
      at = key.next;
    } else if (expected === "comma or end") {
      return { state: "invalid", value: root };
    } else if (character === "{") {
      enter({ kind: "object", fields: {}, key: "" });
      expected = "key or }";
      at += 1;
    } else if (character === "[") {
      enter({ kind: "array", items: [] });
      expected = "value or ]";
      at += 1;
    } else {
      const token = character === '"' ? readString(text, at) : readAtom(text, at);
      if (token.kind === "invalid") return { state: "invalid", value: root };
      if (token.kind === "whole" || token.value !== undefined) place(token.value);
      if (token.kind === "cut") return { state: "partial", value: root };
      expected = open.length === 0 ? "nothing" : "comma or end";
      at = token.next;
    }
    at = skipBlank(text, at);
  }
  return { state: "partial", value: root };
}

const invalid: Token = { kind: "invalid" };

function parseWhole(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function closes(character: string, container: Container | undefined, expected: Expected): boolean {
  if (container === undefined) return false;
  const mayEnd = expected === "comma or end" || expected === "value or ]" || expected === "key or }";
  return mayEnd && character === (container.kind === "array" ? "]" : "}");
}

/** Like `JSON.parse`, which makes even `__proto__` a field of the object's own. */
function setField(fields: object, key: string, value: unknown): void {
  Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true });
}

function skipBlank(text: string, start: number): number {
  let at = start;
  while (at < text.length && " \n\r\t".includes(text.charAt(at))) at += 1;
  return at;
}

/** `start` is at the opening quote. */
function readString(text: string, start: number): Token {
  let at = start + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') {
      const whole = parseWhole(text.slice(start, at + 1));
      return whole === null ? invalid : { kind: "whole", value: whole.value, next: at + 1 };
    }
    if (character < " ") return invalid;
    if (character !== "\\") at += 1;
    else {
      const end = at + (text.charAt(at + 1) === "u" ? 6 : 2);
      if (end > text.length) {
        if (!/^\\(u[0-9a-fA-F]{0,3})?$/.test(text.slice(at))) return invalid;
        break;
      }
      at = end;
    }
  }
  const whole = parseWhole(`${text.slice(start, at)}"`);
  if (whole === null) return invalid;
  // The other half of a pair may follow.
  return { kind: "cut", value: String(whole.value).replace(/[\uD800-\uDBFF]$/, "") };
}

const literals = { true: true, false: false, null: null } as const;
const wholeNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const numberBeginning = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*|(?:\.\d+)?[eE][+-]?\d*)?)?$/;
const atom = /[-+.\w]+/y;

/** A number or a literal. At the end of the text it is not certain that it ends there. */
function readAtom(text: string, start: number): Token {
  atom.lastIndex = start;
  const word = atom.exec(text)?.[0] ?? "";
  const next = start + word.length;
  if (next === text.length && word !== "") {
    const mayBecome = numberBeginning.test(word) || Object.keys(literals).some((literal) => literal.startsWith(word));
    return mayBecome ? { kind: "cut", value: undefined } : invalid;
  }
  if (word === "true" || word === "false" || word === "null") return { kind: "whole", value: literals[word], next };
  return wholeNumber.test(word) ? { kind: "whole", value: Number(word), next } : invalid;
}
