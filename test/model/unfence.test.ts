import { expect, it } from "vitest";
import { createUnfencer } from "../../src/model/unfence.ts";
import { fc } from "../fixtures/properties.ts";

const through = (pieces: readonly string[]) => {
  const unfence = createUnfencer();
  return pieces.map((piece) => unfence(piece)).join("");
};

it("finds the object in and out of fences, however it is cut into pieces", () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  const wrapping = fc.constantFrom(
    ["", ""],
    ["```json\n", "\n```"],
    ["Here it is:\n```\n", "\n```\nDone. {}"],
    ["\n\n", ""],
  );
  fc.assert(
    fc.property(
      object,
      fc.constantFrom(0, 2),
      wrapping,
      fc.array(fc.nat(40)),
      (value, indent, [before, after], cuts) => {
        const json = JSON.stringify(value, null, indent);
        const text = `${before}${json}${after}`;
        const pieces: string[] = [];
        let at = 0;
        for (const length of cuts) {
          pieces.push(text.slice(at, at + length));
          at += length;
        }
        pieces.push(text.slice(at));
        return through(pieces) === json;
      },
    ),
  );
});

it("gives nothing while there is no object", () => {
  expect(through(["I cannot", " do that"])).toBe("");
});
