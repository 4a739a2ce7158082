/** The offline writer's German. Headings and topics stand in quotation marks, so that no ending has to be guessed. */
import type { BloomLevel } from "../../../course/schema.ts";
import { clip } from "../clean.ts";
import type { Matter } from "../matter.ts";
import type { Subject } from "../subject.ts";
import { isTimeHead } from "../table-heads.ts";
import { assignmentGerman, projectGerman, quizGerman } from "./german-assessments.ts";
import { outlineGerman, wishGerman } from "./german-outlines.ts";
import { askGerman, askGermanMatter, clozeGerman } from "./german-questions.ts";
import { germanList, germanOr } from "./german-words.ts";
import type { OverviewFacts, Phrases } from "./phrases.ts";

/** The phrases. */
export function germanPhrases(): Phrases {
  return {
    language: "de",
    list: germanList,
    subject: (label): Subject => ({
      kind: "quoted",
      label,
      about: `„${label.replace(/[?!.:…\s„“”"]+$/, "").replace(/[„“”"]/g, "")}“`,
    }),
    joined(titles) {
      const last = titles.at(-1) ?? "";
      return titles.length <= 1 ? last : `${titles.slice(0, -1).join(", ")} sowie ${last}`;
    },
    subjects: (subjects) => (subjects.length <= 3 ? germanList(subjects.map(({ about }) => about)) : null),
    // Without a plural to guess: "Öffentlich, Intern und Vertraulich".
    table({ header: [head = "", second = ""], rows }) {
      const terms = rows.map(([first = ""]) => first).filter((term) => term !== "");
      const [first = ""] = terms;
      const last = terms.at(-1) ?? "";
      if (isTimeHead(head) && second !== "" && first !== last) return `${second}, ${first} bis ${last}`;
      return terms.length < 2 || new Set(terms).size < terms.length ? null : germanList(terms);
    },
    untitled: (documents) =>
      documents.length === 0 ? "Ein Kurs für das Team" : clip(`${documents[0]} in der Praxis`, 100),
    overview,
    objective: (level, matter, turn) => objectives[level](matter, turn),
    wholeObjective,
    opener(matter, turn) {
      const { whole: about, documents } = matter;
      const choices = [
        `In diesem Modul geht es um ${about}.`,
        documents.length === 0
          ? `Im Mittelpunkt steht ${about}.`
          : `Die Teilnehmenden erarbeiten, was ${source(matter)} zum Thema ${about} festlegt.`,
        `Im Mittelpunkt steht das Thema ${about}.`,
      ];
      return choices[turn % choices.length] ?? "";
    },
    activity,
    transfer: (topic, matters) => ({
      title:
        topic === null
          ? "Alles zusammen: Fälle aus der eigenen Arbeit"
          : `${topic.label} im Alltag: Fälle und Rückblick`,
      description: `Die Teilnehmenden führen das Gelernte an eigenen Fällen zusammen${matters.length > 0 ? `, etwa zu ${germanOr(matters.slice(0, 3).map(({ subject }) => subject.about))}` : ""}. Zu jedem Fall entscheiden sie, was gilt, begründen es und vergleichen ihre Lösung mit den anderen. Zum Schluss notieren alle eine Änderung für die kommende Woche und woran sie den Erfolg erkennen.`,
      topics: [
        "Fälle aus der eigenen Arbeit",
        "Entscheidungen und ihre Gründe",
        "Eine Änderung für die kommende Woche",
      ],
    }),
    ask: askGerman,
    cloze: clozeGerman,
    askOfMatter: askGermanMatter,
    openQuestion: ({ about }, turn) =>
      [
        `Welche zwei oder drei Punkte sind beim Thema ${about} am wichtigsten, und warum?`,
        `Welche drei Begriffe gehören zum Thema ${about}, und was bedeuten sie?`,
        `Welcher Fehler kommt beim Thema ${about} am häufigsten vor, und wie lässt er sich vermeiden?`,
        `Wo begegnet Ihnen das Thema ${about} in Ihrer Arbeit? Nennen Sie ein Beispiel.`,
      ][turn % 4] ?? "",
    wishedTitle: (wishes, audience) =>
      audience === null
        ? clip(`${wishes.slice(0, 2).join(", ")}${wishes.length > 2 ? " und mehr" : ""}`, 100)
        : `Schulung für ${audience}`,
    quiz: quizGerman,
    assignment: assignmentGerman,
    project: projectGerman,
    outline: outlineGerman,
    wish: wishGerman,
  };
}

function source({ documents }: Matter): string {
  return `„${documents[0] ?? ""}“`;
}

function overview({ topic, audience, level, first, last, documents, themes }: OverviewFacts): string {
  const span = themes > 1 && first.about !== last.about ? `, von ${first.about} bis ${last.about}` : "";
  const whom = audience === null ? "" : ` für ${audience}`;
  const about = topic === null ? "" : ` zum Thema ${topic.about}`;
  const prior = {
    Beginner: "Vorkenntnisse sind nicht nötig; jeder Teil beginnt mit einer Situation aus dem Arbeitsalltag.",
    Intermediate: "Etwas Erfahrung aus dem Alltag hilft, denn die meiste Zeit gehört den Fällen und nicht der Theorie.",
    Advanced:
      "Die Grundlagen werden vorausgesetzt; im Vordergrund steht das Urteil: Fälle abwägen, Entscheidungen begründen, die Arbeit im Team verbessern.",
  }[level];
  if (documents.length === 0) {
    return `Ein praktischer Kurs${whom}${about}${span}. Auf jede kurze Erklärung folgt eine Übung, damit das Gelernte noch am selben Tag nützt. ${prior}`;
  }
  const sources = germanList(documents.slice(0, 3).map((title) => `„${title}“`));
  return `Dieser Kurs${whom} führt durch das, was ${sources}${about} ${documents.length === 1 ? "festlegt" : "festlegen"}${span}. Fristen, Grenzwerte und Zuständigkeiten sind unmittelbar daraus entnommen; was hier geübt wird, gilt also auch bei der Arbeit. ${prior}`;
}

const objectives: Record<BloomLevel, (matter: Matter, turn: number) => string> = {
  Remember: ({ subject: { about }, figures, procedure }, turn) =>
    figures.length >= 2
      ? `Nennen, welche Fristen und Grenzwerte beim Thema ${about} gelten.`
      : procedure
        ? `Aufzählen, welche Schritte zu ${about} gehören und in welcher Reihenfolge.`
        : turn % 2 === 0
          ? `Nennen, worauf es beim Thema ${about} ankommt.`
          : `Wiedergeben, was zum Thema ${about} festgelegt ist.`,
  Understand: ({ subject: { about }, rules }, turn) =>
    rules && turn % 2 === 0
      ? `Erklären, welche Regeln beim Thema ${about} gelten und warum.`
      : turn % 2 === 0
        ? `Erläutern, was hinter dem Thema ${about} steht.`
        : `Beschreiben, was beim Thema ${about} gilt, und zwar in eigenen Worten.`,
  Apply: ({ subject: { about }, procedure, rules }, turn) =>
    procedure
      ? `Durchführen, was ${about} verlangt, Schritt für Schritt an einem Fall.`
      : rules && turn % 2 === 0
        ? `Anwenden, was zum Thema ${about} gilt, und zwar auf Situationen aus dem Alltag.`
        : `Umsetzen, was zum Thema ${about} vereinbart ist, an einem Fall aus der eigenen Arbeit.`,
  Analyze: ({ subject: { about }, keys }, turn) =>
    keys !== null
      ? `Unterscheiden, welche Fälle zu ${germanOr(keys.terms.map((term) => `„${term}“`))} gehören.`
      : turn % 2 === 0
        ? `Untersuchen, wo die eigene Praxis beim Thema ${about} von den Vorgaben abweicht.`
        : `Vergleichen, wie das eigene Team beim Thema ${about} arbeitet und was vorgesehen ist.`,
  Evaluate: ({ subject: { about } }) => `Beurteilen, ob die eigene Praxis den Vorgaben zum Thema ${about} entspricht.`,
  Create: ({ subject: { about } }) => `Entwerfen einer Checkliste, die das Thema ${about} in den Alltag bringt.`,
};

const wholeObjective: Phrases["wholeObjective"] = (level, topic, kind, turn) => {
  const about = topic === null ? "dieses Kurses" : topic.about;
  const theme = topic === null ? "Thema dieses Kurses" : `Thema ${about}`;
  switch (level) {
    case "Remember":
      return turn % 2 === 0
        ? `Nennen, welche Begriffe zum ${theme} gehören.`
        : `Aufzählen, worauf es beim ${theme} ankommt.`;
    case "Understand":
      return kind === "duty"
        ? `Erklären, warum das ${theme} wichtig ist und was Nachlässigkeit kosten kann.`
        : `Erklären, was beim ${theme} gute von schlechter Praxis unterscheidet.`;
    case "Apply":
      return kind === "tool"
        ? `Anwenden der wichtigsten Funktionen zum ${theme} auf eine typische Aufgabe.`
        : `Anwenden des Gelernten zum ${theme} auf eine Aufgabe aus der eigenen Arbeit.`;
    case "Analyze":
      return kind === "duty"
        ? `Unterscheiden, welche Situationen beim ${theme} harmlos, unklar oder riskant sind.`
        : `Untersuchen, welche Fehler beim ${theme} typisch sind und woher sie kommen.`;
    case "Evaluate":
      return `Beurteilen der eigenen Praxis beim ${theme} anhand vereinbarter Kriterien.`;
    case "Create":
      return `Entwickeln eines Plans, der das ${theme} in den Alltag des Teams bringt.`;
  }
};

function activity({ steps, keys, figures, lists }: Matter, used: Set<string>, turn: number): string {
  const points = lists.find(({ ordered, items }) => !ordered && items.length >= 3);
  const fitting: [string, string][] = [];
  if (steps.length > 0)
    fitting.push([
      "steps",
      `Die Teilnehmenden gehen die ${steps.length} Schritte an einem eigenen Fall durch und notieren, wo sie hängen bleiben würden.`,
    ]);
  if (keys !== null)
    fitting.push([
      "keys",
      `Zu zweit ordnen die Teilnehmenden echte Fälle zu: ${germanOr(keys.terms.map((term) => `„${term}“`))}. Die Wahl wird begründet.`,
    ]);
  if (points !== undefined) fitting.push(["list", throughList(points)]);
  if (figures.length >= 3)
    fitting.push(["figures", `Eine kurze Übung fragt, wofür diese Zahlen stehen: ${germanList(figures.slice(0, 3))}.`]);
  const free: [string, string][] = [
    ["cases", "Zwei kurze Fälle zeigen, wo es im Alltag schiefgeht und wie eine gute Reaktion aussieht."],
    [
      "own",
      "Die Teilnehmenden schildern eine Situation aus ihrer Arbeit und vereinbaren, was sie beim nächsten Mal tun.",
    ],
    ["mistakes", "In kleinen Gruppen sammeln die Teilnehmenden typische Fehler und stellen jeden davon richtig."],
    ["change", "Alle notieren eine Sache, die sie in der kommenden Woche ändern."],
    ["teach", "Zu zweit erklären die Teilnehmenden einander die Sache so, als wäre das Gegenüber neu im Team."],
  ];
  const turned = [...free.slice(turn % free.length), ...free.slice(0, turn % free.length)];
  const chosen = [...fitting, ...turned].find(([kind]) => !used.has(kind)) ?? turned[0];
  if (chosen === undefined) return "";
  used.add(chosen[0]);
  return chosen[1];
}

/** The list is in the document, and longer than the topics shown. */
function throughList({ intro, items, document }: Matter["lists"][number]): string {
  const task =
    intro === ""
      ? "markieren, was in ihrem Team schon gelebt wird"
      : "suchen zu jedem ein Beispiel aus der eigenen Arbeit";
  return `Die Teilnehmenden gehen die ${items.length} Punkte durch, die „${document}“ aufzählt, und ${task}.`;
}
