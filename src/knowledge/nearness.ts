/**
 * What is near for an embedding model. Models differ: one gives texts that have nothing in common a cosine of 0.1, another one of
 * 0.75. So each is asked for the vectors of a few questions and of sentences that answer them in other words: the cosines of
 * those that belong together, and of those that do not, are its scale.
 */

/** Cosines from which on a passage is near. */
export type NearnessFloors = {
  /** The best passage must reach this for anything to be claimed because of its meaning alone. */
  claim: number;
  /** What does not reach this is not counted as found. */
  count: number;
};

/** Questions with their answers; none shares a word that matters with an answer. */
const pairs = [
  ["How do I get my travel costs refunded?", "Expenses of business trips are reimbursed once receipts are handed in."],
  [
    "What should I do if there is a fire?",
    "When flames or smoke appear, leave the building and gather at the meeting point.",
  ],
  ["How many days off do I have?", "Each employee is entitled to thirty days of annual holiday leave."],
  ["How do I log in when I forgot my secret word?", "A lost password is reset on the sign-in page."],
  ["Who do I call when my computer is broken?", "The help desk repairs faulty laptops."],
  ["How are new colleagues welcomed?", "Onboarding of recruits begins with a tour of the office."],
] as const;

/** How far from what does not belong together to what does: nearer for a claim, since the best of many strangers is near by chance. */
const claimShare = 0.6;
const countShare = 0.35;
/** A model that tells less than this apart cannot be trusted to say what is near. */
const leastContrast = 0.05;

/** Questions first, then their answers in the same order. */
export const scaleTexts: readonly string[] = [
  ...pairs.map(([question]) => question),
  ...pairs.map(([, answer]) => answer),
];

/** @param vectors those of `scaleTexts`, of length 1; null where the model has none */
export function floorsOf(vectors: readonly (readonly number[] | null)[]): NearnessFloors {
  const together: number[] = [];
  const apart: number[] = [];
  for (const asked of pairs.keys()) {
    for (const answered of pairs.keys()) {
      const question = vectors[asked];
      const answer = vectors[pairs.length + answered];
      if (question && answer) (asked === answered ? together : apart).push(product(question, answer));
    }
  }
  const far = meanOf(apart);
  const contrast = meanOf(together) - far;
  if (!(contrast >= leastContrast)) return { claim: Number.POSITIVE_INFINITY, count: Number.POSITIVE_INFINITY };
  return { claim: far + claimShare * contrast, count: far + countShare * contrast };
}

function product(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, number, index) => sum + number * (right[index] ?? 0), 0);
}

/** Not a number for none. */
function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
