/** Rich Text Format: words of a page description, of which few concern the text. */
import { writeBlocks } from "../docx/headings.ts";
import { tooLarge } from "../failures.ts";
import type { FormatReader } from "../format.ts";
import { createRtfBody } from "./body.ts";
import { charsetEncoding, codePageEncoding } from "./encodings.ts";
import { rtfTokens } from "./tokens.ts";

/** Where the text of a group goes. */
type Destination = "body" | "nowhere" | "fonts" | "styles" | "title" | "mark" | "note" | "either";
type Group = {
  destination: Destination;
  /** How many bytes stand for a Unicode character in readers that know none. */
  unicodeSkip: number;
  font: number;
  isHidden: boolean;
  isDeleted: boolean;
  isBold: boolean;
  size: number;
  /** The group just began: its first word may name another destination. */
  isFresh: boolean;
  /** It began with `\*`: readers that do not know its destination leave it out. */
  isOptional: boolean;
};

const deepest = 20_000;
const nowhere = new Set(
  "colortbl pict header headerl headerr headerf footer footerl footerr footerf xe tc rxe bkmkstart bkmkend pntxta pntxtb sp shprslt objdata nonshppict nonesttables comment generator themedata datastore ftnsep ftnsepc aftnsep listtable listoverridetable revtbl rsidtbl filetbl private1 template author operator subject keywords doccomm company manager category creatim revtim printim buptim".split(
    " ",
  ),
);
/** Optional destinations that hold text all the same. */
const kept = new Set(["shpinst", "shptxt", "ud", "nesttableprops", "footnote"]);
const characters: Readonly<Record<string, string>> = {
  tab: " ",
  line: "\n",
  lbr: "\n",
  emdash: "—",
  endash: "–",
  emspace: " ",
  enspace: " ",
  qmspace: " ",
  "~": " ",
  _: "-",
  bullet: "•",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  "{": "{",
  "}": "}",
  "\\": "\\",
};

/** Reads an RTF file. Groups that are never closed, or closed too often, do no harm. */
export const readRtf: FormatReader = async ({ bytes }, sink) => {
  const body = createRtfBody(sink.countCells);
  const fonts = new Map<number, string | null>();
  let documentEncoding = "windows-1252";
  let defaultFont = 0;
  let definedFont = 0;
  let title = "";
  let skip = 0;
  let pending: number[] = [];
  let pendingEncoding = documentEncoding;
  let highSurrogate = "";
  const fresh: Group = {
    destination: "body",
    unicodeSkip: 1,
    font: 0,
    isHidden: false,
    isDeleted: false,
    isBold: false,
    size: 24,
    isFresh: true,
    isOptional: false,
  };
  let group: Group = { ...fresh };
  const stack: Group[] = [];

  function text(value: string) {
    group.isFresh = false;
    if (value === "" || group.isHidden || group.isDeleted) return;
    switch (group.destination) {
      case "body":
      case "mark":
      case "note":
        body.text(value, group.destination, group);
        break;
      case "styles":
        body.styleName(value);
        break;
      case "title":
        title += value;
        break;
      default:
        break;
    }
  }

  function flush() {
    if (pending.length === 0) return;
    const decoded = new TextDecoder(pendingEncoding).decode(Uint8Array.from(pending));
    pending = [];
    text(decoded);
  }

  function byte(value: number) {
    if (skip > 0) {
      skip -= 1;
      return;
    }
    if (group.destination === "nowhere" || group.destination === "fonts" || group.destination === "either") return;
    const encoding = fonts.get(group.font) ?? documentEncoding;
    if (encoding !== pendingEncoding || pending.length > 8192) flush();
    pendingEncoding = encoding;
    pending.push(value);
  }

  function unicode(value: number) {
    flush();
    const unit = String.fromCharCode(value < 0 ? value + 65_536 : value);
    if (/[\ud800-\udbff]/.test(unit)) highSurrogate = unit;
    else {
      text(highSurrogate + unit);
      highSurrogate = "";
    }
    skip = group.unicodeSkip;
  }

  function enter(destination: Destination) {
    // What stands nowhere, everything in it does.
    if (group.destination !== "nowhere") group.destination = destination;
  }

  function word(name: string, value: number | null) {
    const isFirst = group.isFresh;
    group.isFresh = false;
    if (name === "*") {
      group.isOptional = true;
      group.isFresh = true;
      return;
    }
    if (name === "u") return unicode(value ?? 0);
    if (name === "uc") {
      group.unicodeSkip = Math.min(16, Math.max(0, value ?? 1));
      return;
    }
    if (skip > 0 && name !== "bin") skip = 0;
    flush();
    const character = characters[name];
    if (character !== undefined) return text(character);
    if (isFirst && (nowhere.has(name) || (group.isOptional && !kept.has(name)))) return enter("nowhere");
    switch (name) {
      case "ansicpg":
        documentEncoding = codePageEncoding(value ?? 1252);
        break;
      case "mac":
        documentEncoding = "macintosh";
        break;
      case "fonttbl":
        enter("fonts");
        break;
      case "stylesheet":
        enter("styles");
        break;
      case "title":
        if (isFirst) enter("title");
        break;
      case "info":
      case "upr":
        enter("either");
        break;
      case "ud":
        // The Unicode one of two ways to say the same: it goes where the pair stands.
        group.destination = stack.at(-2)?.destination ?? "body";
        break;
      case "listtext":
      case "pntext":
        enter("mark");
        break;
      case "footnote":
        enter("note");
        body.beginNote();
        break;
      case "shptxt":
        enter("body");
        break;
      case "shpinst":
        break;
      case "deff":
        defaultFont = value ?? 0;
        group.font = defaultFont;
        break;
      case "f":
        group.font = value ?? 0;
        if (group.destination === "fonts") definedFont = value ?? 0;
        break;
      case "fcharset":
        if (group.destination === "fonts") fonts.set(definedFont, charsetEncoding(value ?? 0));
        break;
      case "plain":
        Object.assign(group, { font: defaultFont, isHidden: false, isBold: false, size: 24 });
        break;
      case "v":
        group.isHidden = value !== 0;
        break;
      case "deleted":
        group.isDeleted = value !== 0;
        break;
      case "b":
        group.isBold = value !== 0;
        break;
      case "fs":
        group.size = value ?? 24;
        break;
      default:
        if (group.destination === "styles") body.styleWord(name, value);
        else if (group.destination === "body" || group.destination === "note")
          body.word(name, value, group.destination);
    }
  }

  for (const token of rtfTokens(bytes)) {
    if (token.type === "byte") byte(token.byte);
    else if (token.type === "word") word(token.word, token.value);
    else {
      flush();
      skip = 0;
      if (token.type === "open") {
        if (stack.length >= deepest) throw tooLarge("depth", deepest);
        stack.push(group);
        group = { ...group, isFresh: true, isOptional: false };
        if (group.destination === "styles") body.beginStyle();
      } else if (stack.length > 0) {
        const closed = group;
        group = stack.pop() ?? { ...fresh };
        if (closed.destination === "note" && group.destination !== "note") body.endNote();
      }
    }
  }
  flush();
  if (title.trim() !== "") sink.title(title);
  writeBlocks(body.finish(), sink);
};
