/** Modules for what was wished for and no document tells of, in English. */
import { capitalised } from "../clean.ts";
import type { Subject } from "../subject.ts";
import type { OutlineModule, Phrases } from "./phrases.ts";

/** A module about the wish; `turn` chooses among four ways of teaching. */
export const wishEnglish: Phrases["wish"] = (wish: Subject, turn: number): OutlineModule => {
  const { about, label, kind } = wish;
  const action = kind === "howto" || kind === "clause";
  const choices: [string, string[]][] = [
    [
      `The module clears up what matters about ${about} and what does not. Participants try it out on a small task, compare their results and agree on how they will do it from now on.`,
      ["What it is for", "How it is done well", "Small task and comparison"],
    ],
    [
      `It begins with a demonstration and continues with practice in pairs on ${about}. Questions from daily work are collected on the way and answered at the end.`,
      ["Demonstration", "Practice in pairs", "Questions from daily work"],
    ],
    [
      `A good and a poor example show what makes the difference in ${about}. Participants name the reasons and improve the poor example together.`,
      ["A good example and why it works", "A poor example, improved", "Criteria to remember"],
    ],
    [
      `Participants solve a typical case around ${about}, first alone and then in small groups. The discussion brings out common mistakes and how to avoid them.`,
      ["A typical case", "Common mistakes", "What to do when stuck"],
    ],
  ];
  const plain: [string, string[]] = [
    `Participants find out ${about} by trying it on a small task. They compare their ways, name what helped, and agree on a few rules of thumb.`,
    ["Small task", "Comparison of ways", "Rules of thumb"],
  ];
  const [description, topics] = action ? plain : (choices[turn % choices.length] ?? plain);
  return { title: capitalised(label), subject: wish, description, topics, share: 1, serves: [], wished: true };
};
