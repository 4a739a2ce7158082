/** Prompts that ask for nothing: greetings, thanks, calls for help, "course" alone, pictures. */

/** Longer ones say something. */
const longest = 80;
const pictures =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\u20E3|\uFE0F|:[a-z0-9_+'-]+:/giu;
const talk =
  "(?:hi|hiya|hello|hey|yo|hallo|moin|servus|howdy|good (?:morning|afternoon|evening|day)|guten (?:morgen|tag|abend)|thanks?|thank you|thx|ty|cheers|danke|dankeschön|vielen dank|merci|bye|goodbye|tschüss|lol|haha|wow|help|hilfe|hilf|(?:i|we) need help|(?:ich brauche|wir brauchen) hilfe|how does (?:this|it) work|how do you work|what can you do|what do you do|who are you|what are you|are you there|how are you|was kannst du|wer bist du|wie geht es dir|wie funktioniert (?:das|es|du)|please|pls|bitte|yes|yep|ja|no|nope|nein|ok|okay|sure|klar|great|good|nice|cool|super|perfect|awesome|toll|prima)";
const filler =
  "(?:there|all|everyone|team|you|bot|coursewright|so|very|much|a lot|again|me|us|mir|uns|dir|euch|ihnen|sehr|schön|nochmal|can|could|kannst|könntest|du|to all|too|now|for (?:that|this|everything|(?:your|the) help)|für (?:alles|die hilfe))";
const course =
  /^(?:(?:please|pls|bitte|an?|the|my|new|ein|einen|eine|den|die) )*(?:courses?|trainings?|workshops?|kurse?|schulung(?:en)?)(?: (?:please|pls|bitte))*$/u;
const smallTalk = new RegExp(`^(?:(?:${talk}|${filler}) )*${talk}(?: (?:${talk}|${filler}))*$`, "u");

/** Whether there is nothing in the prompt that a course could be about. */
export function asksForNothing(prompt: string): boolean {
  if (prompt.length > longest) return false;
  const spoken = prompt.replace(pictures, " ");
  const words = spoken
    .toLowerCase()
    .replace(/[\s!?.,;…]+/gu, " ")
    .trim();
  return (words === "" && spoken !== prompt) || smallTalk.test(words) || course.test(words);
}
