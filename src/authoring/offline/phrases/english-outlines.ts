/** Courses without documents in English: a sound order of learning for each kind of topic. */
import { capitalised } from "../clean.ts";
import { forWhom, type OutlineRow, rowsByKind } from "./english-outline-rows.ts";
import type { Phrases } from "./phrases.ts";

export const outlineEnglish: Phrases["outline"] = ({ topic, kind, audience }) => {
  const about = topic?.about ?? "the subject";
  const label = topic === null ? "The subject" : capitalised(topic.label);
  const action = topic !== null && (topic.kind === "howto" || topic.kind === "clause");
  const rows = action
    ? doing(about, audience)
    : kind === "general"
      ? general(about, label)
      : rowsByKind[kind](about, label, audience);
  return rows.map(([title, subject, description, topics, share, serves]) => ({
    title,
    subject: { kind: "noun", label: title, about: subject },
    description,
    topics,
    share,
    serves,
    wished: false,
  }));
};

function doing(about: string, audience: string | null): OutlineRow[] {
  return [
    [
      "When it goes well, and when it does not",
      "what good practice looks like",
      `Participants collect situations in which they had to know ${about}. From good and poor examples they work out what makes the difference.`,
      ["Situations from daily work", "What good looks like", "Where it usually goes wrong"],
      1,
      ["Remember", "Understand"],
    ],
    [
      "A way that works, step by step",
      "the steps of a proven approach",
      `The module breaks the task down into a few steps and shows each of them once. Participants write down the steps in their own words, as a card for their desk.`,
      ["Preparing", "The first minutes", "The core of the matter", "Ending well"],
      1.3,
      ["Apply"],
    ],
    [
      "Practice with feedback",
      "practising with feedback",
      `In groups of three, one person acts, one responds and one observes. Roles change after each round, and every round has one thing to try differently.`,
      ["Simple case", "Harder case", "Observing and giving feedback"],
      1.6,
      ["Apply"],
    ],
    [
      "Difficult moments",
      "difficult moments",
      `What if it does not go as planned? Participants bring the moments they fear most and try out at least two ways to react to each of them.`,
      ["Resistance and misunderstandings", "Time pressure", "Knowing when to get help"],
      1.2,
      ["Analyze"],
    ],
    [
      "Into daily work",
      "bringing it into daily work",
      `Each participant chooses a real occasion within the next two weeks and prepares it. Pairs agree on when they will ask each other how it went.`,
      [`A real occasion for ${forWhom(audience)}`, "Preparation on one page", "Follow-up with a partner"],
      0.9,
      ["Evaluate", "Create"],
    ],
  ];
}

function general(about: string, label: string): OutlineRow[] {
  return [
    [
      `Foundations of ${about}`,
      `the foundations of ${about}`,
      `Participants gather what they know and what they want to know about ${about}. The key terms are cleared up with examples from daily work.`,
      ["Key terms", "What is known and what is open", "Examples from daily work"],
      1,
      ["Remember", "Understand"],
    ],
    [
      `${label} in practice`,
      `${about} in practice`,
      `The module shows the usual way of working, step by step, and lets participants try each step on a small task. Differences between teams are welcome and discussed.`,
      ["The usual way, step by step", "Small tasks", "Differences between teams"],
      1.4,
      ["Apply"],
    ],
    [
      "Cases and common mistakes",
      `common mistakes in ${about}`,
      `Participants examine cases in which something went wrong, find the cause and decide what would have helped. A short list of warning signs comes out of it.`,
      ["Cases", "Causes", "Warning signs"],
      1.2,
      ["Analyze"],
    ],
    [
      "Getting better at it",
      `getting better at ${about}`,
      `What separates solid from excellent work? Participants compare examples, agree on criteria and apply them to a piece of work of their own.`,
      ["Criteria for good work", "Comparing examples", "Improving one's own work"],
      1,
      ["Evaluate"],
    ],
    [
      "Transfer into your own work",
      `using ${about} in your own work`,
      `Everyone plans one concrete change, with a date and a sign by which they will know that it worked. Partners agree on a short follow-up.`,
      ["One concrete change", "Date and sign of success", "Follow-up"],
      0.9,
      ["Apply", "Create"],
    ],
  ];
}
