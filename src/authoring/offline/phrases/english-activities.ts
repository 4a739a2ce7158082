/** What participants do in a module, in English. */
import type { Matter } from "../matter.ts";
import { isKnownName, lowered } from "../subject.ts";
import { counted, listed, listedOr, theDocument } from "./english-words.ts";

/** The activity that suits the theme and has not been used yet. */
export function activityEnglish(matter: Matter, used: Set<string>, turn: number): string {
  const { steps, keys, figures, lists } = matter;
  const points = lists.find(({ ordered, items }) => !ordered && items.length >= 3);
  const fitting: [kind: string, text: string][] = [
    ...(steps.length > 0
      ? [
          [
            "steps",
            `Participants walk through the ${counted(steps.length)} steps on a case of their own and note where they would get stuck.`,
          ] satisfies [string, string],
        ]
      : []),
    ...(keys !== null
      ? [
          [
            "keys",
            `In pairs, participants assign realistic cases to ${listedOr(keys.terms.map((term) => lowered(term, isKnownName)))} and defend their choice.`,
          ] satisfies [string, string],
        ]
      : []),
    ...(points === undefined ? [] : [["list", throughList(points, matter.title)] satisfies [string, string]]),
    ...(figures.length >= 3
      ? [
          ["figures", `A short drill asks what these figures stand for: ${listed(figures.slice(0, 3))}.`] satisfies [
            string,
            string,
          ],
        ]
      : []),
  ];
  const free: [kind: string, text: string][] = [
    ["cases", "Two short cases show where this goes wrong in everyday work and what a good reaction looks like."],
    ["own", "Participants describe a situation from their own work and agree on what they would do next time."],
    ["mistakes", "In small groups, participants collect typical mistakes and put each of them right."],
    ["change", "Everyone notes one thing to change in the coming week and tells a partner."],
    ["teach", "In pairs, participants explain the matter to each other as if to a new colleague."],
    ["debate", "A short debate weighs two ways of acting and asks which of them the rules support."],
  ];
  const turned = [...free.slice(turn % free.length), ...free.slice(0, turn % free.length)];
  const chosen = [...fitting, ...turned].find(([kind]) => !used.has(kind)) ?? turned[0];
  if (chosen === undefined) return "";
  used.add(chosen[0]);
  return chosen[1];
}

/** The list is in the document, and longer than the topics shown: so it is said where it stands. */
function throughList({ intro, items, heading, document }: Matter["lists"][number], title: string): string {
  const under = [title, document, ""].includes(heading) ? "" : ` under “${heading}”`;
  // Only a list without a line above it is sure to hold what to do.
  const task =
    intro === "" ? "mark which of them their team already lives by" : "look for an example of each in their own work";
  return `Participants go through the ${counted(items.length)} points that ${theDocument(document)} lists${under} and ${task}.`;
}
