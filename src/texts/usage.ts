/** What admins read in Home about what courses use. Figures come written out. */
export const usageTexts = {
  heading: "Usage",
  budget: (bar: string, used: string, limit: string, percent: string) =>
    `${bar}  *${used}* of ${limit} tokens this month (${percent}%)`,
  budgetSpent: "The budget is used up: new courses begin again on the first, or once Settings has a larger one.",
  noBudget: (used: string) => `*${used}* tokens this month. No budget is set; you can set one in Settings.`,
  columns: {
    month: "Month",
    courses: "Courses",
    calls: "Calls",
    input: "Tokens in",
    output: "Tokens out",
    cost: "Cost",
    seconds: "Seconds",
    edits: "Edits",
  },
  means:
    "Calls: to the language model. Seconds of writing and edits of messages: the mean of a course. Months are UTC.",
  cost: "Cost: at the prices that are set now, for all months.",
  chart: "Tokens by month, in and out",
  tokens: (count: string) => `${count} tokens`,
  dearest: "The courses of this month that took most",
  course: (of: { asked: string; tokens: string; cost: string | null; calls: string; seconds: string; edits: string }) =>
    `• ${of.asked}: ${of.tokens} tokens${of.cost === null ? "" : ` (${of.cost})`}, ${of.calls} calls, ${of.seconds} s of writing, ${of.edits} edits`,
  erased: "a course that was deleted",
  embedding: (tokens: string, cost: string | null) =>
    `Besides, ${tokens} tokens${cost === null ? "" : ` (${cost})`} this month made documents and requests searchable by meaning. They do not count towards the budget.`,
} as const;
