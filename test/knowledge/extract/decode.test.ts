import { describe, expect, it } from "vitest";
import { cleanProse, cleanText } from "../../../src/knowledge/extract/clean.ts";
import { decodeText } from "../../../src/knowledge/extract/decode.ts";
import { fc } from "../../fixtures/properties.ts";

const latin = (text: string) => Buffer.from(text, "latin1");

describe("encodings", () => {
  it.each([
    ["windows-1252", latin("Das war k\xf6stlich! 5 \x80"), "Das war köstlich! 5 €"],
    ["windows-1252", latin("caf\xe9"), "café"],
    ["windows-1252", latin("don\x92t \x93quote\x94 it"), "don’t “quote” it"],
    [
      "windows-1250",
      latin("Svitky od Mrtv\xe9ho mo\xf8e jsou starov\xeck\xe9 \x9eidovsk\xe9 texty"),
      "Svitky od Mrtvého moře jsou starověké židovské texty",
    ],
    ["windows-1251", Buffer.from("cff0e8e2e5f22c20eae0ea20e4e5ebe03f", "hex"), "Привет, как дела?"],
    ["gb18030", Buffer.from("b0b2c8abc5e0d1b5c3bfc4eabed9d0d0d2bbb4cea1a3", "hex"), "安全培训每年举行一次。"],
    ["utf-16le", Buffer.from("安全教育は年に一回行われます。", "utf16le"), "安全教育は年に一回行われます。"],
    ["utf-16le", Buffer.from("Каждый сотрудник", "utf16le"), "Каждый сотрудник"],
    ["utf-16be", Buffer.from("Hamburgers", "utf16le").swap16(), "Hamburgers"],
  ])("finds %s out", (encoding, bytes, text) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });

  it("believes what a page declares when the bytes agree, and not otherwise", () => {
    const bytes = latin("\xcf\xf0\xe8");
    expect(decodeText(bytes, "windows-1251").text).toBe("При");
    expect(decodeText(Buffer.from("größer"), "windows-1251").text).toBe("größer");
  });

  it("reads any text in UTF-8 as it is, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        fc.pre(!text.startsWith("\ufeff") && !/[\p{Cc}]/u.test(text));
        return decodeText(Buffer.from(text)).text === text.toWellFormed();
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodeText(bytes).text === "string"));
  });
});

describe("cleaning", () => {
  it("takes out what no reader sees and nothing that writing needs", () => {
    expect(cleanText("a\0b\u202ec\u200bd\u00ade\ufefff")).toBe("abcdef");
    expect(cleanText("ﬁne oﬃce")).toBe("fine office");
    expect(cleanText("می\u200cخواهم 👩\u200d🏫")).toBe("می\u200cخواهم 👩\u200d🏫");
    expect(cleanText("half \ud800")).toBe("half \ufffd");
    expect(cleanProse("a \u00a0 b\r\n\r\n c ")).toBe("a b\nc");
  });

  it("leaves nothing that PostgreSQL refuses", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const clean = cleanText(text);
        return !clean.includes("\0") && clean.isWellFormed();
      }),
    );
  });
});
