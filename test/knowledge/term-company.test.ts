import { expect, test } from "vitest";
import { companyIn } from "../../src/knowledge/term-company.ts";

const terms = [
  { index: 0, lexeme: "polici" },
  { index: 3, lexeme: "gart" },
  { index: 5, lexeme: "pump" },
];
const far = "word ".repeat(20);

test.each([
  ["The policy of the pumps", [0, 5], 2],
  ["Policies for Gärten and pumping", [0, 3, 5], 3],
  [`The policy. ${far} The pump.`, [], 2],
  [`The policy. ${far}${far}${far} The pump.`, [], 1],
  ["A policy, and another policy", [], 1],
  ["Pumpernickel and politics", [], 0],
])("%j", (text, near, most) => {
  const company = companyIn(text, terms);
  expect([...company.near].sort()).toEqual(near);
  expect(company.most).toBe(most);
});

test("a term alone keeps no company", () => {
  expect(companyIn("a pump", [{ index: 2, lexeme: "pump" }])).toEqual({ near: new Set(), most: 1 });
});
