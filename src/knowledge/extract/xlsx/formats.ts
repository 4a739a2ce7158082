/** Numbers of a workbook as its readers see them: dates as dates, shares as per cent. */
import { attribute, childElement, childElements, type XmlElement } from "../xml.ts";

/** How the number in a cell is meant. */
export type NumberMeaning = "number" | "date" | "time" | "date-time" | "duration" | "percent";

/** What each cell style (by its index) makes of numbers. */
export function readMeanings(styles: XmlElement | null): NumberMeaning[] {
  const custom = new Map<number, string>();
  for (const format of childElements(childElement(styles, "numFmts"), "numFmt")) {
    custom.set(Number(attribute(format, "numFmtId")), attribute(format, "formatCode") ?? "");
  }
  return childElements(childElement(styles, "cellXfs"), "xf").map((style) => {
    const id = Number(attribute(style, "numFmtId") ?? 0);
    const code = custom.get(id);
    return code === undefined ? meaningOfBuiltIn(id) : meaningOfCode(code);
  });
}

/** The formats that every program knows by number (ISO 29500-1, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates). */
function meaningOfBuiltIn(id: number): NumberMeaning {
  if (id === 9 || id === 10) return "percent";
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return "date";
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return "time";
  if (id === 22) return "date-time";
  return id === 46 ? "duration" : "number";
}

/** What a format code is about, by the letters outside of quotes, escapes and colours. */
export function meaningOfCode(code: string): NumberMeaning {
  const first = code.split(";")[0] ?? "";
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return "duration";
  const letters = first
    .replace(/"[^"]*"?/g, "")
    .replace(/\\.|_.|\*./g, "")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/general|standard/gi, "");
  const hasTime = /[hs]|am\/pm|a\/p/i.test(letters);
  const withoutTime = letters.replace(/am\/pm|a\/p/gi, "").replace(/h+[^a-z]*m+|m+[^a-z]*s+|[hs]/gi, "");
  // Minutes and months share a letter: an m that stands alone is a month.
  const hasDate = /[dyeg]/i.test(withoutTime) || (/m/i.test(withoutTime) && !hasTime);
  if (hasDate) return hasTime ? "date-time" : "date";
  if (hasTime) return "time";
  return letters.includes("%") ? "percent" : "number";
}

/** A number as text. `is1904`: days are counted from 1 January 1904, as old Macs did. */
export function writeNumber(raw: string, meaning: NumberMeaning, is1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw;
  switch (meaning) {
    case "percent":
      return `${plain(value * 100)}%`;
    case "duration": {
      const seconds = Math.round(Math.abs(value) * 86_400);
      return `${value < 0 ? "-" : ""}${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    }
    case "number":
      return plain(value);
    default:
      return moment(value, meaning, is1904) ?? plain(value);
  }
}

function moment(value: number, meaning: "date" | "time" | "date-time", is1904: boolean): string | null {
  if (value < 0 || value > 2_958_465.999_999) return null;
  const seconds = Math.round(value * 86_400);
  const day = Math.floor(seconds / 86_400);
  const clock = seconds % 86_400;
  const time = `${two(Math.floor(clock / 3600))}:${two(Math.floor(clock / 60) % 60)}${clock % 60 === 0 ? "" : `:${two(clock % 60)}`}`;
  if (meaning === "time" && day === 0) return time;
  // Day 60 is 29 February 1900, which never was: before it, days count from one later.
  const offset = is1904 ? 24_107 : day < 60 ? 25_568 : 25_569;
  const date = new Date((day - offset) * 86_400_000).toISOString().slice(0, 10);
  return meaning === "date" && clock === 0 ? date : `${date} ${time}`;
}

/** Without the noise of binary fractions: 15 digits are what a workbook keeps. */
function plain(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : String(Number(value.toPrecision(15)));
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
