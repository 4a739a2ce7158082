/** RTF as a row of tokens, read without recursion: groups may be as deep as they like. */

export type RtfToken =
  | { type: "open" | "close" }
  | { type: "word"; word: string; value: number | null }
  /** A byte of text in the encoding that holds there. */
  | { type: "byte"; byte: number };

/** The tokens of a file. A control symbol (`\~`) is a word of one character. Binary data is stepped over. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    at += 1;
    if (byte === 0x7b) yield { type: "open" };
    else if (byte === 0x7d) yield { type: "close" };
    else if (byte === 0x5c) {
      const { token, end } = controlAt(bytes, at);
      at = end;
      if (token.type === "word" && token.word === "bin") at += Math.max(0, token.value ?? 0);
      yield token;
    } else if (byte !== 0x0a && byte !== 0x0d) yield { type: "byte", byte };
  }
}

function controlAt(bytes: Uint8Array, start: number): { token: RtfToken; end: number } {
  let end = start;
  while (isLetter(bytes[end]) && end - start < 32) end += 1;
  if (end === start) {
    const symbol = String.fromCharCode(bytes[start] ?? 0x20);
    if (symbol === "'") {
      const byte = Number.parseInt(String.fromCharCode(bytes[start + 1] ?? 0x30, bytes[start + 2] ?? 0x30), 16);
      return { token: { type: "byte", byte: Number.isNaN(byte) ? 0x3f : byte }, end: start + 3 };
    }
    const isParagraph = symbol === "\n" || symbol === "\r";
    return { token: { type: "word", word: isParagraph ? "par" : symbol, value: null }, end: start + 1 };
  }
  const word = String.fromCharCode(...bytes.subarray(start, end));
  const digits = end;
  if (bytes[end] === 0x2d) end += 1;
  while (isDigit(bytes[end]) && end - digits < 11) end += 1;
  const value = end === digits ? null : Number.parseInt(String.fromCharCode(...bytes.subarray(digits, end)), 10) || 0;
  // The one space that ends a word belongs to it.
  if (bytes[end] === 0x20) end += 1;
  return { token: { type: "word", word, value }, end };
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
