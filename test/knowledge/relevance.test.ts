/** Of prompts far from every document none may claim a source; of near ones all must. Against the samples that the demo has. */
import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBrief } from "../../src/course/brief.ts";
import { openTestBase, type TestBase, workspaceId } from "./test-base.ts";

const samples = new URL("../../src/sandbox/samples/", import.meta.url);
let base: TestBase;
beforeAll(async () => {
  base = await openTestBase();
  for (const name of (await readdir(samples)).filter((file) => file.endsWith(".md")).sort()) {
    const text = await readFile(new URL(name, samples), "utf8");
    await base.add({ title: /^# (.+)$/m.exec(text)?.[1] ?? name, text });
  }
});
afterAll(() => base.close());

async function found(prompt: string) {
  const parsed = parseBrief(prompt, { unescape: true });
  if (!parsed.ok) throw new Error(parsed.reason);
  const { topic } = parsed.brief;
  return base.knowledge.search({ workspaceId, query: topic === "" ? prompt : topic, documentIds: null, limit: 10 });
}

test.each([
  ["Create security training for new engineers", 1],
  ["Phishing awareness for everyone", 1],
  ["a course on passwords and sign-in", 1],
  ["Training on handling confidential data", 1],
  ["Laptop and phone security", 1],
  ["What to do when a laptop is stolen", 1],
  ["VPN and working away from the office", 1],
  ["multi-factor authentication and password managers", 1],
  ["How to report a security incident", null],
  ["Make a 2 hour course about incident response", 3],
  ["on-call duty basics", 3],
  ["Write a workshop on post-incident reviews", 3],
  ["course on severity levels and who gets woken up", 3],
  ["Communicating during an outage", 3],
  ["Roles during an incident: commander, scribe and communicator", 3],
  ["how to be a good onboarding buddy", 2],
  ["Onboarding for new colleagues: their first week and ninety days", 2],
  ["Expenses, pay and benefits", 2],
  ["holidays, sick days and absence", 2],
  ["Giving and receiving feedback", 2],
  ["respectful behaviour and raising concerns", 2],
  ["leaving the company: notice period and offboarding", 2],
])("%s is near", async (prompt, number) => {
  const { nothingRelevant, passages } = await found(prompt);
  expect(nothingRelevant).toBe(false);
  if (number !== null) expect(passages.map(({ documentNumber }) => documentNumber)).toContain(number);
});

test.each([
  "Watercolor painting techniques for landscapes",
  "Sourdough bread baking for beginners",
  "a course on Kubernetes networking",
  "History of the Roman empire",
  "How to play the guitar",
  "Marathon preparation in 12 weeks",
  "Chess openings",
  "Photography for travel",
  "Introduction to quantum mechanics",
  "Wine tasting",
  "Spanish grammar",
  "Personal finance: investing in index funds",
  "Gardening in small spaces",
  "Forklift safety in the warehouse",
  "Baroque music theory",
  "Dog obedience training",
  "SQL query optimization",
  "First aid at the workplace",
  "Public speaking with confidence",
  "Customer service in a hotel",
  "Time management for students",
  "Cooking Italian pasta at home",
  "Excel pivot tables",
  "Climate change and sustainability",
])("%s is far", async (prompt) => {
  await expect(found(prompt)).resolves.toMatchObject({ passages: [], nothingRelevant: true });
});
