import { describe, expect, test } from "vitest";
import { floorsOf, scaleTexts } from "../../src/knowledge/nearness.ts";

const pairs = scaleTexts.length / 2;

/** Vectors whose cosine is `together` for a question and its answer, and `apart` for any other two. */
function vectorsWith(together: number, apart: number): number[][] {
  return scaleTexts.map((_, index) => {
    const pair = index % pairs;
    const own = index < pairs ? [together - apart, 0] : [together - apart, 1];
    return [
      Math.sqrt(apart),
      ...Array.from({ length: pairs }, (__, other) => (other === pair ? Math.sqrt(own[0] ?? 0) : 0)),
    ];
  });
}

describe("what is near", () => {
  test.each([
    [0.5, 0.1, 0.34],
    [0.86, 0.72, 0.804],
  ])("for a model that gives %d to what belongs together and %d to what does not", (together, apart, claim) => {
    const floors = floorsOf(vectorsWith(together, apart));
    expect(floors.claim).toBeCloseTo(claim, 6);
    expect(floors.count).toBeLessThan(floors.claim);
    expect(floors.count).toBeGreaterThan(apart);
  });

  test("nothing, for a model that does not tell them apart", () => {
    expect(floorsOf(vectorsWith(0.52, 0.5)).claim).toBe(Number.POSITIVE_INFINITY);
    expect(floorsOf(scaleTexts.map(() => null)).claim).toBe(Number.POSITIVE_INFINITY);
  });
});
