/** XML parts of office files and books, read as they come: whole elements of interest are handed out one at a time and then dropped. */
import { Parser } from "htmlparser2";
import { damaged, tooLarge } from "./failures.ts";

/** An element. Names are local (without prefix), as producers choose prefixes freely; attributes keep theirs. */
export type XmlElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
};

export type XmlReading = {
  /** Elements inside one another, at most. */
  depth: number;
  /** Books carry a DOCTYPE; office files have no business to. An internal subset (entities) is refused always. */
  allowDoctype?: boolean;
};

/** The name behind the prefix. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/**
 * Reads XML, calling `onElement` with each element that `wants` (given its local name and those around it, outermost first),
 * whole, as soon as it ends. What lies outside of such elements is skipped. Throws damage or a limit; stops early when `onElement` says "stop".
 */
export async function readElements(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  reading: XmlReading,
  wants: (name: string, ancestors: readonly string[]) => boolean,
  onElement: (element: XmlElement) => "stop" | undefined,
): Promise<void> {
  const ancestors: string[] = [];
  /** The open elements of what is being collected, outermost first. */
  const open: XmlElement[] = [];
  let stopped = false;
  let failure: unknown;
  const parser = new Parser(
    {
      onopentag(rawName, attributes) {
        const name = localName(rawName);
        if (ancestors.length >= reading.depth) throw tooLarge("depth", reading.depth);
        const parent = open.at(-1);
        if (parent !== undefined || wants(name, ancestors)) {
          const element: XmlElement = { name, attributes, children: [] };
          parent?.children.push(element);
          open.push(element);
        }
        ancestors.push(name);
      },
      ontext(text) {
        open.at(-1)?.children.push(text);
      },
      onclosetag() {
        ancestors.pop();
        const element = open.pop();
        if (element === undefined || open.length > 0 || stopped) return;
        if (onElement(element) === "stop") stopped = true;
      },
      onprocessinginstruction(name, text) {
        if (!name.toLowerCase().startsWith("!")) return;
        if (name.toLowerCase() !== "!doctype") throw damaged("a declaration inside of XML");
        if (reading.allowDoctype !== true || /\[|<!/.test(text)) throw damaged("XML with a DOCTYPE of its own");
      },
      onerror(error) {
        failure ??= error;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for await (const text of decodedXml(chunks)) {
    parser.write(text);
    if (failure !== undefined) throw failure;
    if (stopped) return;
  }
  parser.end();
  if (failure !== undefined) throw failure;
}

/** A whole part as one tree: for small parts (styles, relations). Null where it has no element. */
export async function readTree(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  reading: XmlReading,
): Promise<XmlElement | null> {
  let root: XmlElement | null = null;
  await readElements(
    chunks,
    reading,
    (_, ancestors) => ancestors.length === 0,
    (element) => {
      root ??= element;
      return undefined;
    },
  );
  return root;
}

/** The child elements, of one name or all. */
export function childElements(element: XmlElement | null | undefined, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element?.children ?? []) {
    if (typeof child !== "string" && (name === undefined || child.name === name)) found.push(child);
  }
  return found;
}

/** The first child element of a name. */
export function childElement(element: XmlElement | null | undefined, name: string): XmlElement | undefined {
  for (const child of element?.children ?? []) if (typeof child !== "string" && child.name === name) return child;
  return undefined;
}

/** Every element of a name below, at any depth, in order. */
export function* descendants(element: XmlElement | null | undefined, name: string): Generator<XmlElement> {
  for (const child of element?.children ?? []) {
    if (typeof child === "string") continue;
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}

/** All text below, as it stands. */
export function textOf(element: XmlElement | null | undefined): string {
  let text = "";
  for (const child of element?.children ?? []) text += typeof child === "string" ? child : textOf(child);
  return text;
}

/** An attribute by its local name, whatever its prefix; one without prefix first. */
export function attribute(element: XmlElement | null | undefined, name: string): string | undefined {
  if (element === null || element === undefined) return undefined;
  const plain = element.attributes[name];
  if (plain !== undefined) return plain;
  const suffix = `:${name}`;
  for (const key in element.attributes) if (key.endsWith(suffix)) return element.attributes[key];
  return undefined;
}

/** The relation that an element points to (`r:id` and its like): always an attribute with a prefix. */
export function relationId(element: XmlElement, name = "id"): string | undefined {
  const suffix = `:${name}`;
  for (const key in element.attributes) if (key.endsWith(suffix)) return element.attributes[key];
  return undefined;
}

async function* decodedXml(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(xmlEncoding(chunk));
    // Small pieces keep a stop or a limit close to what caused it.
    for (let start = 0; start < chunk.length; start += 65_536) {
      yield decoder.decode(chunk.subarray(start, start + 65_536), { stream: true });
    }
  }
  if (decoder !== undefined) yield decoder.decode();
}

/** By byte order mark, by the zero bytes around "<", or as the declaration says; UTF-8 otherwise. */
function xmlEncoding(start: Uint8Array): string {
  const [first, second] = start;
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  const head = Buffer.from(start.subarray(0, 200)).toString("latin1");
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1];
  if (declared === undefined) return "utf-8";
  try {
    return new TextDecoder(declared).encoding.startsWith("utf-16") ? "utf-8" : new TextDecoder(declared).encoding;
  } catch {
    return "utf-8";
  }
}
