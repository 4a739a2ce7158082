/** Five hundred different documents as an organisation has them, made of `topics.txt` and of sentences that stand in any of them. */
import { readFile } from "node:fs/promises";

export type MadeDocument = { topic: string; title: string; text: string };

/** `{a}` is the document's subject, `{t}` its field, `{w}` one of its own words. */
const sentences = [
  "This document describes {a} at our organisation and who is responsible for it.",
  "New members of the team read it in their first week and go through it with their manager.",
  "Before you begin, make sure that the {w} is at hand and that nothing is missing.",
  "The {w} is checked first; when it is not as it should be, tell your supervisor at once.",
  "Safety comes before speed: nobody continues while the {w} is in doubt.",
  "Customers notice {w} sooner than we think, so the process is the same for everybody.",
  "Write down what you did about the {w} and the {w}, with the date and your name.",
  "A good rule for {a}: look at the {w}, then at the {w}, then ask.",
  "Most problems in {t} begin with the {w}.",
  "The quality of our service depends on {w} and on the people who take care of it.",
  "Training takes half a day and is repeated every year; the training record is kept by the office.",
  "In an emergency call the number on the notice board and stay where you are.",
  "Questions about {t} go to the team lead, and questions about cost to the finance department.",
  "The equipment for this is stored in the cupboard beside the entrance and may be borrowed for a day.",
  "Each month we review the figures and discuss the plan for the next quarter.",
  "If the {w} has to be replaced, order it through the usual supplier and keep the invoice.",
  "Colleagues from other sites may do some steps of {a} in another order, which is fine.",
  "The customer is told how long it takes and what it will cost before the work begins.",
  "Use the checklist for {w}; it hangs on the wall and has eight steps.",
  "Health and safety rules apply to visitors and to staff alike.",
  "Communication matters: say what you see, repeat what you heard, and thank the person.",
  "We learned this the hard way when a {w} was forgotten and the whole schedule moved by a week.",
  "The management system keeps the latest version of this guideline; printed copies are not controlled.",
  "Good practice in {t} means to involve the people who do the work every day.",
];

/** Words of other worlds, said in passing: real documents have them too. */
const asides = [
  "It is a bit like tuning a guitar: small turns, and listen.",
  "Last summer half of the team ran the city marathon together.",
  "Think of it as a game of chess, where the next move matters more than the last.",
  "A colleague who knits in the lunch break calls this casting on.",
  "As with sushi, everything should be fresh.",
  "The poster with the volcano in the corridor is only decoration.",
  "The golf day for customers takes place in June.",
  "Nobody needs to be a magician, and there are no tricks.",
  "The rehearsal room next door is used by an opera choir on Tuesdays.",
  "Yoga is offered on Thursdays at noon.",
  "The old kiln in the yard belongs to the neighbours.",
  "Our mascot is a dinosaur, which visitors like to photograph.",
  "Dancing at the winter party is voluntary.",
  "The aquarium in the lobby is looked after by a company.",
  "Some of us speak Spanish or Mandarin; the list is at the reception.",
  "It is no philosophy, only a habit.",
  "Cricket is shown on the big screen in the canteen.",
  "The candles on the tables are switched off at night; they are electric.",
  "A cat sometimes sleeps on the warm copier.",
  "The kite festival closes the road for one weekend.",
];
const headings = ["Purpose", "Preparation", "How we do it", "What to look out for", "Afterwards"];

/** Always the same documents, in the same order. */
export async function makeDocuments(): Promise<MadeDocument[]> {
  const lines = (await readFile(new URL("topics.txt", import.meta.url), "utf8")).trim().split("\n");
  const random = createRandom();
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
  return lines.flatMap((line) => {
    const [topic = "", ...subjects] = line.split("|");
    return subjects.map((subject) => {
      const [about = "", list = ""] = subject.split(": ");
      const words = [...list.split(", "), about];
      const said = () => {
        const sentence = random() < 0.03 ? pick(asides) : pick(sentences);
        return sentence
          .replaceAll("{a}", about)
          .replaceAll("{t}", topic.toLowerCase())
          .replace(/\{w\}/gu, () => pick(words));
      };
      const sections = headings.map((heading) => {
        const body = Array.from({ length: 4 + Math.floor(random() * 5) }, said).join(" ");
        return `## ${heading}\n\n${body}`;
      });
      const title = `${topic}: ${about}`;
      return { topic, title, text: `# ${title}\n\n${sections.join("\n\n")}` };
    });
  });
}

function createRandom(): () => number {
  let state = 11;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 12)) >>> 0) / 4_294_967_296;
  };
}
