/** Forty replies as people write them, on `evalCourse`, with what should come of each. `plain` ones need no model. */

export type ExpectedKind = "revision" | "answer" | "nothing" | "undo" | "cancel" | "explained";
export type EvalReply = {
  reply: string;
  kind: ExpectedKind;
  /** Held by the offline reviser too. */
  plain: boolean;
  /**
   * Operations that must be among those found, as `signature` tells them: "remove a4", "insert modules 3",
   * "replace m2 title", "move m3 1", "overview level". None for all but revisions.
   */
  operations: readonly string[];
  /** Whether other operations than these are a mistake (texts in another language touch everything). */
  exact: boolean;
  /** Codes of what should be told as not done. */
  obstacles?: readonly string[];
  /** A word that the answer must have. */
  says?: RegExp;
  /** The turn before, for replies that lean on it. */
  before?: { reply: string; outcome: string };
};

const plain = (
  reply: string,
  kind: ExpectedKind,
  operations: readonly string[] = [],
  more: Partial<EvalReply> = {},
) => ({
  reply,
  kind,
  operations,
  plain: true,
  exact: true,
  ...more,
});
const free = (
  reply: string,
  kind: ExpectedKind,
  operations: readonly string[] = [],
  more: Partial<EvalReply> = {},
) => ({
  ...plain(reply, kind, operations, more),
  plain: false,
});

export const evalReplies: readonly EvalReply[] = [
  // Short and plain.
  plain("add a module on phishing after module 2", "revision", ["insert modules 3"]),
  plain("drop the last assessment", "revision", ["remove a4"]),
  plain("make it two hours", "revision", ["overview duration_estimate"]),
  plain("swap 1 and 2", "revision", ["move m2 1"]),
  plain("rename module 2 to Passphrases and managers", "revision", ["replace m2 title"]),
  plain("make it advanced", "revision", ["overview difficulty_level"]),
  plain("module 1 should take 15 minutes", "revision", ["replace m1 duration"]),
  plain('call the course "Safe at work"', "revision", ["overview title"]),
  plain("use @4 as well", "revision", ["use @4"]),
  plain("we don't need the desk check", "revision", ["remove a2"]),
  plain("undo", "undo"),
  plain("undo that please", "undo"),
  plain("stop", "cancel"),
  // Typos and haste.
  plain("pls remvoe the secnd modul", "revision", ["remove m2"]),
  plain("ad a modul about usb sticks at the end!!", "revision", ["insert modules 5"]),
  // Several wishes at once.
  plain(
    "Please drop the last quiz and add a 20 minute module about social engineering before module 3; also rename module 2 to Passphrases",
    "revision",
    ["remove a3", "insert modules 3", "replace m2 title"],
  ),
  plain("Looks good, but module 2 is too long. And can you move module 4 to the beginning?", "revision", [
    "replace m2 duration",
    "move m3 1",
  ]),
  plain("remove modules 2 and 3, and make it one hour", "revision", [
    "remove m2",
    "remove m4",
    "overview duration_estimate",
  ]),
  plain("drop @2 and what does module 3 cover?", "revision", ["drop @2"], { says: /suspicious mails|Senders/i }),
  // German.
  plain("füge bitte ein Modul über Phishing nach Modul 2 hinzu", "revision", ["insert modules 3"]),
  plain("Bitte das letzte Quiz löschen und Modul 2 in „Passwörter“ umbenennen", "revision", [
    "remove a3",
    "replace m2 title",
  ]),
  plain("mach es kürzer und für Fortgeschrittene", "revision", [
    "overview duration_estimate",
    "overview difficulty_level",
  ]),
  plain("worum geht es in Modul 3?", "answer", [], { says: /Spotting suspicious mails|verdächtig/i }),
  // Questions.
  plain("what does module 3 cover?", "answer", [], { says: /Spotting suspicious mails|Senders/i }),
  plain("which objectives has module 2?", "answer", [], { says: /password/i }),
  plain("how long is it?", "answer", [], { says: /3 hours|180/ }),
  // Contradictions, and what is not there.
  plain("make it shorter and longer", "explained", [], { obstacles: ["contradiction"] }),
  plain("drop module 9 please", "explained", [], { obstacles: ["target_unknown"] }),
  plain("drop the quiz", "explained", [], { obstacles: ["target_ambiguous"] }),
  plain("no, the other one", "explained", [], { obstacles: ["unclear"] }),
  // Chatter.
  plain("thanks, this looks great! :tada:", "nothing"),
  plain("lol", "nothing"),
  plain("I'll check with Tom tomorrow", "nothing"),
  // Other languages and free wishes: a model's.
  free("Ajoute un module sur le phishing après le module 2, s'il te plaît", "revision", ["insert modules 3"]),
  free("¿Puedes quitar el último examen?", "revision", ["remove a4"]),
  free("in German please", "revision", ["overview title", "replace m1 title", "replace o1 text"], { exact: false }),
  free(
    "The description of the passwords module sounds like a manual. Can you make it a bit warmer, two sentences at most?",
    "revision",
    ["replace m2 description"],
  ),
  free(
    "honestly the first module feels like filler to me, and nobody does projects here",
    "revision",
    ["remove m1", "remove a4"],
    {
      exact: false,
    },
  ),
  free("no, I meant the other one", "revision", ["remove a3"], {
    before: {
      reply: "drop the first quiz",
      outcome: 'removed a1 "Quiz on mails and passwords"; undone since, and a1 is back',
    },
  }),
  free(
    "could objective 1 be a bit harder, so that people have to tell real mails from fake ones?",
    "revision",
    ["replace o1 text"],
    {
      exact: false,
    },
  ),
];
