/** The parts of English courses without documents, by kind of topic. Data. */
import type { BloomLevel } from "../../../course/schema.ts";
import { isPlural } from "./english-words.ts";
import type { TopicKind } from "./phrases.ts";

/** Title, what it is about inside a sentence, description, topics, share of the time, levels that it serves. */
export type OutlineRow = [
  title: string,
  about: string,
  description: string,
  topics: string[],
  share: number,
  serves: BloomLevel[],
];

/** The audience, or the participants. */
export const forWhom = (audience: string | null) => (audience === null ? "the participants" : audience);

type Rows = (about: string, label: string, audience: string | null) => OutlineRow[];

/** By kind of topic, where there is a particular one. */
export const rowsByKind: Record<Exclude<TopicKind, "general">, Rows> = {
  tool: (about, _label, audience) => [
    [
      `First steps in ${about}`,
      `the first steps in ${about}`,
      `Participants set up ${about}, find their way around and finish a first small piece of work. Terms are explained where they are needed, not in advance.`,
      ["Setting up and finding one's way", "The terms that matter", "A first result"],
      1,
      ["Remember", "Understand"],
    ],
    [
      `Everyday tasks with ${about}`,
      `everyday tasks with ${about}`,
      `The five tasks that ${forWhom(audience)} meet most often are shown once and then done alone. Each task ends with a way to check that the result is right.`,
      ["The most frequent tasks", "Shortcuts that save time", "Checking the result"],
      1.5,
      ["Apply"],
    ],
    [
      `Mistakes in ${about} and how to mend them`,
      `typical mistakes in ${about}`,
      `Participants receive broken examples, find the cause and repair it. They keep a short list of symptoms and remedies for later.`,
      ["Typical symptoms", "Finding the cause", "Undoing and repairing"],
      1.2,
      ["Analyze"],
    ],
    [
      `Working together in ${about}`,
      `working together in ${about}`,
      `Work is rarely done alone. The module covers sharing, naming, versions and who may change what, and ends with a small set of team rules.`,
      ["Sharing and permissions", "Names and order that others understand", "Rules for the team"],
      1,
      ["Evaluate"],
    ],
    [
      `A piece of work of your own in ${about}`,
      `a piece of work of your own in ${about}`,
      `Everyone takes a task from their own desk and solves it with what they have learned, with help at hand. Short demonstrations at the end show different ways to the same goal.`,
      ["Choosing a task", "Working with support", "Showing the result"],
      1.4,
      ["Apply", "Create"],
    ],
  ],
  skill: (about, label, audience) => [
    [
      `What good ${about} looks like`,
      `what makes ${about} good`,
      `From examples of their own, participants work out what distinguishes good from poor practice. The result is a short list of criteria that the rest of the course comes back to.`,
      ["Examples, good and poor", "Criteria", "One's own habits"],
      1,
      ["Remember", "Understand"],
    ],
    [
      `The building blocks of ${about}`,
      `the building blocks of ${about}`,
      `The module shows a few techniques, each with a reason and a demonstration. Participants try each of them at once, in a safe and small form.`,
      ["Preparing", "Listening and asking", "Saying it clearly"],
      1.3,
      ["Understand", "Apply"],
    ],
    [
      `${label} in practice: rehearsals`,
      `rehearsing ${about}`,
      `In groups of three, participants rehearse situations that ${forWhom(audience)} really meet. One acts, one responds, one observes; then they change.`,
      ["Everyday situation", "Situation with tension", "Feedback by criteria"],
      1.6,
      ["Apply"],
    ],
    [
      "When it becomes difficult",
      `difficult situations in ${about}`,
      `Emotions, time pressure and different expectations put any technique to the test. Participants try two ways of reacting to each difficult moment and compare the effect.`,
      ["Emotions and pressure", "Different expectations", "Setting limits"],
      1.2,
      ["Analyze"],
    ],
    [
      "A plan for the next four weeks",
      `a plan to get better at ${about}`,
      `Everyone chooses two occasions on which to practise and decides how to notice progress. Partners agree on dates to talk about it.`,
      ["Two occasions", "Signs of progress", "Partner talks"],
      0.8,
      ["Evaluate", "Create"],
    ],
  ],
  duty: (about, _label, audience) => [
    [
      `Why ${about} ${isPlural(about) ? "matter" : "matters"}`,
      `why ${about} ${isPlural(about) ? "matter" : "matters"}`,
      `Two true-to-life cases show what can happen and what it costs people and the organisation. Participants place the duties that follow from this in their own work.`,
      [
        "Two cases and their cost",
        "Who is responsible for what",
        `Where ${forWhom(audience)} come into contact with it`,
      ],
      1,
      ["Understand"],
    ],
    [
      "Recognising risks early",
      `recognising risks in ${about}`,
      `Participants look at pictures, messages and situations and decide: harmless, unclear or risky? They collect the signs that should make anyone pause.`,
      ["Signs of danger", "Harmless, unclear or risky", "Why people overlook things"],
      1.2,
      ["Remember", "Analyze"],
    ],
    [
      "Doing it right every day",
      `the everyday rules of ${about}`,
      `The few rules that prevent most incidents are practised until they are habits. For each rule there is a reason and an example of how it is kept without losing time.`,
      ["The rules that prevent most incidents", "Habits and reminders", "Exceptions and who decides"],
      1.4,
      ["Apply"],
    ],
    [
      "When something has happened",
      `reacting to an incident in ${about}`,
      `What to do first, whom to tell and what to leave alone: participants run through an incident from the first suspicion to the report. Reporting early is praised, never punished.`,
      ["First steps", "Whom to tell and how", "What not to do"],
      1.2,
      ["Apply", "Analyze"],
    ],
    [
      "Check and commitment",
      `a self-check on ${about}`,
      `Participants check their own workplace with a short list and put right what they can at once. What remains becomes a note to the person in charge.`,
      ["Self-check", "Putting right at once", "Open points"],
      0.8,
      ["Evaluate", "Create"],
    ],
  ],
  arrival: () => [
    [
      "Arriving: people, places and tools",
      "people, places and tools",
      `Newcomers meet the people they will work with and set up what they need. At the end of this part everyone knows whom to ask about what.`,
      ["The team and its neighbours", "Accounts and tools", "Whom to ask about what"],
      1,
      ["Remember"],
    ],
    [
      "What we do and for whom",
      "what we do and for whom",
      `The module follows one customer from the first contact to the result. Participants draw the way on one page and mark where their own work comes in.`,
      ["Customers and their needs", "From request to result", "Where your work comes in"],
      1,
      ["Understand"],
    ],
    [
      "How we work together",
      "how we work together",
      `Meetings, decisions, feedback and written agreements: participants compare what they know from elsewhere with what is usual here, and ask about the unwritten rules.`,
      ["Meetings and decisions", "Written agreements", "Unwritten rules"],
      1.1,
      ["Analyze"],
    ],
    [
      "The first task of your own",
      "the first task of your own",
      `A small real task goes from start to finish with a partner at hand. It touches every tool that daily work needs, and its result is shown to the team.`,
      ["Choosing a task", "Working in a pair", "Showing the result"],
      1.5,
      ["Apply"],
    ],
    [
      "The first ninety days",
      "a plan for the first ninety days",
      `Participants set goals for 30, 60 and 90 days with their manager and agree on dates for short talks. Open questions are collected and answered by name.`,
      ["Goals for 30, 60 and 90 days", "Feedback talks", "Open questions"],
      0.9,
      ["Evaluate", "Create"],
    ],
  ],
  craft: (about, label) => [
    [
      `${label}: the picture as a whole`,
      `the whole picture of ${about}`,
      `Participants draw how the parts fit together, mark what they know well and what they only use. The gaps decide where the course spends most of its time.`,
      ["Parts and how they fit together", "Terms", "Where knowledge ends"],
      1,
      ["Remember", "Understand"],
    ],
    [
      `The core techniques of ${about}`,
      `the core techniques of ${about}`,
      `Each technique is shown on a small example and then used on a larger one. Participants write down when to choose it and when not to.`,
      ["Techniques and when to choose them", "Worked example", "Exercise"],
      1.5,
      ["Apply"],
    ],
    [
      "Finding and fixing what is broken",
      `finding faults in ${about}`,
      `Prepared faults are found by observation, hypothesis and test rather than by guessing. Each pair explains its path, including the dead ends.`,
      ["Observing before acting", "Hypothesis and test", "Mending without side effects"],
      1.4,
      ["Analyze"],
    ],
    [
      "Good practice and its price",
      `good practice in ${about}`,
      `Reliability, security, cost and speed pull in different directions. Participants review two solutions, name what each of them gives up and justify their choice.`,
      ["Criteria", "Review of two solutions", "Decisions on record"],
      1.1,
      ["Evaluate"],
    ],
    [
      `${label} in your own environment`,
      `${about} in your own environment`,
      `Everyone applies the techniques to a problem from their own environment and has the result reviewed by a partner. The course ends with what to try next.`,
      ["Own problem", "Review by a partner", "Next steps"],
      1.2,
      ["Apply", "Create"],
    ],
  ],
};
