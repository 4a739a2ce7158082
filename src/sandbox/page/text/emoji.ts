import { emojiData } from "slack-to-html/emoji";

/**
 * The characters behind a Slack emoji name ("tada", "+1", "wave::skin-tone-3"), or null when Slack has none by that name.
 */
export function emojiCharacter(name: string): string | null {
  const [base = "", tone] = name.split("::");
  const code = Object.hasOwn(emojiData, base) ? emojiData[base] : undefined;
  if (code === undefined) return null;
  const toneCode = tone !== undefined && /^skin-tone-[2-6]$/.test(tone) ? emojiData[tone] : undefined;
  if (tone !== undefined && toneCode === undefined) return null;
  return fromCodes(toneCode === undefined ? code : `${code}-${toneCode}`);
}

/** Emoji names that begin with or contain the query, the better matches first. */
export function searchEmoji(query: string, limit: number): { name: string; character: string }[] {
  const wanted = query.toLowerCase();
  const names = Object.keys(emojiData).filter((name) => name.includes(wanted) && !name.startsWith("skin-tone"));
  names.sort((a, b) => rank(a, wanted) - rank(b, wanted) || a.length - b.length || a.localeCompare(b));
  return names.slice(0, limit).flatMap((name) => {
    const character = emojiCharacter(name);
    return character === null ? [] : [{ name, character }];
  });
}

function rank(name: string, wanted: string): number {
  if (name === wanted) return 0;
  return name.startsWith(wanted) ? 1 : 2;
}

function fromCodes(codes: string): string | null {
  const points = codes.split("-").map((code) => Number.parseInt(code, 16));
  if (points.some((point) => Number.isNaN(point))) return null;
  return String.fromCodePoint(...points);
}
