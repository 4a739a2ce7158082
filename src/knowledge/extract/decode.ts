/** Bytes of unknown encoding to text. */
import chardet from "chardet";

/** How much is looked at to find an encoding out. */
const sampleLength = 256 * 1024;
const multiByte = new Set([
  "Shift_JIS",
  "EUC-JP",
  "EUC-KR",
  "Big5",
  "GB18030",
  "ISO-2022-JP",
  "ISO-2022-CN",
  "ISO-2022-KR",
]);

/**
 * Decodes text: byte order mark first, then what the format declares (when the bytes agree), then UTF-8 where the bytes are,
 * UTF-16 without a mark, and at last what the frequencies of letters say. Never throws; what fits nowhere becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array, declared?: string): { text: string; encoding: string } {
  const encoding = byteOrderMark(bytes) ?? encodingOf(bytes, declared);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** The encoding that a byte order mark names. */
function byteOrderMark(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return null;
}

function encodingOf(bytes: Uint8Array, declared: string | undefined): string {
  const wide = wideByZeros(bytes) ?? (hasControls(bytes) ? wideByScript(bytes.subarray(0, sampleLength)) : null);
  if (wide !== null) return wide;
  const isAscii = bytes.subarray(0, sampleLength).every((byte) => byte < 0x80);
  if (decodes(bytes, "utf-8") && !(isAscii && bytes.includes(0x1b))) return "utf-8";
  const named = knownEncoding(declared);
  if (named !== null && named !== "utf-8" && !named.startsWith("utf-16") && decodes(bytes, named)) return named;
  return guessed(bytes);
}

/** Scripts of small code points (Cyrillic, Greek) in UTF-16 are, taken for bytes, half control characters. */
function hasControls(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096);
  const controls = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return controls > sample.length * 0.1;
}

function guessed(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleLength);
  // A few torn characters do not make a UTF-8 text another one.
  const asUtf8 = new TextDecoder("utf-8").decode(sample);
  const torn = asUtf8.split("\ufffd").length - 1;
  const wideCharacters = asUtf8.length - asUtf8.replace(/[\u0080-\ufffc]/g, "").length;
  if (wideCharacters > 4 * torn) return "utf-8";
  const matches = chardet.analyse(sample).filter(({ name }) => name !== "UTF-8" && !name.startsWith("UTF-32"));
  const singles = matches.filter(
    ({ name }) => !multiByte.has(name) && name !== "ASCII" && knownEncoding(name) !== null,
  );
  const best = singles[0] ?? { name: "windows-1252", confidence: 0 };
  for (const { name, confidence } of matches) {
    if (!multiByte.has(name) || (confidence < best.confidence && best.confidence >= 30)) continue;
    if (decodes(sample, name, true) && isWritten(new TextDecoder(name).decode(sample), name))
      return new TextDecoder(name).encoding;
  }
  const wide = wideByScript(sample);
  if (wide !== null) return wide;
  // Frequencies say little about a short text: then the one that most such files are in.
  const western = singles.find(({ name }) => /^(?:ISO-8859-1|windows-1252)$/.test(name))?.confidence ?? 0;
  const isOtherScript = /125[1356]|8859-[5-8]|KOI8/i.test(best.name);
  if (best.confidence < (isOtherScript ? 15 : Math.max(20, western + 15))) return "windows-1252";
  return knownEncoding(best.name) ?? "windows-1252";
}

/**
 * Whether text in an East Asian encoding reads like such text: it stands in runs, where Western text taken for it has single characters between
 * Latin letters; Japanese has syllables among its characters, Korean hardly anything else.
 */
function isWritten(text: string, encoding: string): boolean {
  const runs = text.match(/[\u0100-\uffff]+/g) ?? [];
  const letters = runs.join("");
  if (runs.length === 0 || letters.length < runs.length * 2.5) return false;
  if (/JP/i.test(encoding) || encoding === "Shift_JIS") return /[\u3041-\u3096\u30a1-\u30fa]/.test(letters);
  return !/KR/i.test(encoding) || letters.replace(/[^\uac00-\ud7a3]/g, "").length > letters.length * 0.5;
}

/** What TextDecoder calls an encoding; null for none that it knows. */
export function knownEncoding(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return null;
  }
}

function decodes(bytes: Uint8Array, encoding: string, isSample = false): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isSample });
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 shows by zero bytes on one side of each pair, wherever there is Latin text or a space. */
function wideByZeros(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const pairs = Math.min(bytes.length, 8192) >> 1;
  if (pairs < 2) return null;
  let high = 0;
  let low = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) high += 1;
    if (bytes[2 * pair + 1] === 0) low += 1;
  }
  if (low > pairs * 0.3 && high < pairs * 0.05) return "utf-16le";
  if (high > pairs * 0.3 && low < pairs * 0.05) return "utf-16be";
  return null;
}

const likely =
  /[\n\r\t\u0020-\u007e\u00a0-\u024f\u0370-\u04ff\u05d0-\u05f4\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f\u2010-\u203a\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]/g;

/** UTF-16 without Latin text: nearly every pair is a letter of a living script, and there are line breaks, spaces or full stops. */
function wideByScript(sample: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (sample.length % 2 !== 0 || sample.length < 8) return null;
  for (const encoding of ["utf-16le", "utf-16be"] as const) {
    const text = new TextDecoder(encoding).decode(sample);
    const fitting = text.length - text.replace(likely, "").length;
    if (fitting >= text.length * 0.98 && /[\n \u3001\u3002\uff0c]/.test(text)) return encoding;
  }
  return null;
}
