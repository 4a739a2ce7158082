/** Slack's numbers for what we render (characters are UTF-16 units), and our own budget below them. */

export const slackLimits = {
  blocks: 50,
  header: 150,
  sectionText: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  contextElements: 10,
  buttonText: 75,
  buttonValue: 2_000,
  /** `text` of `chat.update`; `chat.postMessage` allows more, but every message of ours may be edited. */
  fallback: 4_000,
} as const;

/** How much may stand in one message. */
export type Budget = { characters: number; blocks: number };

/**
 * Undocumented: Slack refuses a message whose blocks together have about 11,000 to 13,000 characters, counting their
 * containers too. So we weigh those as well (`weigh` in `pack.ts`) and stay below.
 */
export const messageBudget: Budget = { characters: 10_000, blocks: 45 };

/** Tried one after the other when Slack finds a message too long all the same. */
export const smallerBudgets: readonly Budget[] = [
  { characters: 6_000, blocks: 30 },
  { characters: 3_500, blocks: 20 },
];
