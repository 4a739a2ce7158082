/** The encodings that RTF names by the numbers of code pages and of fonts' character sets. */
import { knownEncoding } from "../decode.ts";

const charsets: Readonly<Record<number, string>> = {
  77: "macintosh",
  128: "shift_jis",
  129: "euc-kr",
  130: "euc-kr",
  134: "gb18030",
  136: "big5",
  161: "windows-1253",
  162: "windows-1254",
  163: "windows-1258",
  177: "windows-1255",
  178: "windows-1256",
  186: "windows-1257",
  204: "windows-1251",
  222: "windows-874",
  238: "windows-1250",
};
const codePages: Readonly<Record<number, string>> = {
  866: "ibm866",
  874: "windows-874",
  932: "shift_jis",
  936: "gb18030",
  949: "euc-kr",
  950: "big5",
  10000: "macintosh",
  10007: "x-mac-cyrillic",
  20866: "koi8-r",
  65001: "utf-8",
};

/** The encoding of a font's character set; null for one that leaves it to the document. */
export function charsetEncoding(charset: number): string | null {
  return charsets[charset] ?? null;
}

/** The encoding of a code page; Western where it is not known. */
export function codePageEncoding(page: number): string {
  return codePages[page] ?? knownEncoding(`windows-${page}`) ?? "windows-1252";
}
