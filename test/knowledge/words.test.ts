import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { configurations, detectConfiguration } from "../../src/knowledge/language.ts";
import { createLexer } from "../../src/knowledge/lexemes.ts";
import { searchWords } from "../../src/knowledge/words.ts";
import { fc } from "../fixtures/properties.ts";
import { openTestBase, type TestBase } from "./test-base.ts";

let base: TestBase;
beforeAll(async () => {
  base = await openTestBase();
});
afterAll(() => base.close());

test("punctuation parts words, case and width do not", () => {
  expect(searchWords("input/output: Foo.Bar, e-Mail & ＡＢＣ123 don't")).toBe(
    "input output foo bar e mail abc123 don t",
  );
  expect(searchWords("naïve STRASSE ﬁne हिन्दी")).toBe("naïve strasse fine हिन्दी");
  expect(searchWords("co\u00adoperate zero\u200bwidth")).toBe("cooperate zerowidth");
  expect(searchWords("…!?")).toBe("");
});

test("Chinese, Japanese and Korean are cut into pairs", () => {
  expect(searchWords("全文检索 ok ラーメン 봄 X线")).toBe("全文 文检 检索 ok ラー ーメ メン 봄 x 线");
});

test("the language of a text chooses its configuration", () => {
  const samples = {
    english: "Every account is protected by two things: a strong password and a second factor that you have with you.",
    german:
      "Jedes Konto ist durch zwei Dinge geschützt: ein starkes Passwort und einen zweiten Faktor, den man bei sich hat.",
    french:
      "Chaque compte est protégé par deux choses : un mot de passe solide et un second facteur que vous avez avec vous.",
    spanish:
      "Cada cuenta está protegida por dos cosas: una contraseña fuerte y un segundo factor que se lleva con uno.",
    dutch: "Elk account is beveiligd met twee dingen: een sterk wachtwoord en een tweede factor die je bij je hebt.",
    russian: "Каждая учётная запись защищена двумя вещами: надёжным паролем и вторым фактором, который у вас с собой.",
    simple: "全文检索 SKU-1 SKU-2 SKU-3",
  };
  for (const [configuration, text] of Object.entries(samples)) expect(detectConfiguration(text)).toBe(configuration);
});

test("every configuration exists in the database", async () => {
  const rows = await base.database.query(
    z.object({ name: z.string() }),
    "select cfgname::text as name from pg_ts_config",
  );
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...configurations]));
});

test("vectors made word by word are PostgreSQL's own", async () => {
  const lexer = createLexer({ database: base.database });
  const word = fc.oneof(
    fc.constantFrom(
      "security",
      "securing",
      "the",
      "2024",
      "1e5",
      "x86",
      "3rd",
      "häuser",
      "straße",
      "全文",
      "безопасность",
      "हिन्दी",
      "naïve",
      "wi",
      "fi",
    ),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("english", "german", "simple"),
      fc.array(word, { maxLength: 40 }),
      async (configuration, made) => {
        const text = searchWords(made.join(" "));
        const [vector] = await lexer(configuration, [text]);
        const [own] = await base.database.query(
          z.object({ same: z.boolean(), length: z.number(), lexemes: z.array(z.string()) }),
          `select tsvector_to_array(v) = tsvector_to_array($3::tsvector) and
           (select array_agg(cardinality(positions)) from unnest(v)) is not distinct from
           (select array_agg(cardinality(positions)) from unnest($3::tsvector)) as same,
           coalesce((select sum(cardinality(positions)) from unnest(v)), 0)::int as length, tsvector_to_array(v) as lexemes
         from to_tsvector($1::regconfig, $2) as v`,
          [configuration, text, vector?.vector ?? ""],
        );
        expect(own).toEqual({
          same: true,
          length: vector?.length,
          lexemes: expect.arrayContaining(vector?.lexemes ?? []),
        });
      },
    ),
    { numRuns: 60 },
  );
});
