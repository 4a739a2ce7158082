/** Replies of a word or two that need no writer to be understood: undo, stop, and what people say to be polite. */

/** Asks to stop what is being written. A listener acts on it at once: it must not wait behind what it stops. */
export function isStopWord(reply: string): boolean {
  return stop.test(plain(reply));
}

/** Asks to take the last change back. */
export function isUndoWord(reply: string): boolean {
  return undo.test(plain(reply));
}

/** Asks to bring back what was taken back last. */
export function isRedoWord(reply: string): boolean {
  return redo.test(plain(reply));
}

/** The version that a reply asks to go back to: "restore version 1". Null when it asks for none. */
export function restoredVersion(reply: string): number | null {
  const number = restore.exec(plain(reply))?.groups?.number;
  return number === undefined ? null : Number(number);
}

/** Thanks, praise, laughter, emoji: nothing that asks for anything. */
export function isChatter(reply: string): boolean {
  // Slack writes emoji as ":tada:".
  const words = plain(reply.replace(/:[a-z0-9_+'-]+:/gi, " "));
  return words === "" || (chatter.test(words) && !/\?/.test(reply)) || talk.test(words);
}

const polite = "(?:please|pls|plz|bitte|ok|okay|oh|hey|no|nein|nope|wait|sorry|mal|doch|actually)";
const stop = new RegExp(
  `^(?:${polite} )*(?:stop|cancel|abort|halt|stopp|abbrechen|abbruch|brich ab|stop it|cancel (?:it|that|this)|stop (?:writing|that|this|now)|hör auf|aufhören)(?: ${polite})*$`,
);
const undo = new RegExp(
  `^(?:${polite} )*(?:can you |could you |kannst du )?(?:undo|revert|rückgängig|zurücknehmen|ctrl ?z|rollback|roll back|undo (?:it|that|this|the last(?: (?:change|one|edit))?|last(?: change)?|again|once more)|revert (?:it|that|this|the last change)|roll (?:it|that) back|take (?:it|that) back|(?:das )?rückgängig(?: machen)?|mach (?:das|es)(?: wieder)? rückgängig|(?:die )?letzte änderung (?:rückgängig(?: machen)?|zurücknehmen)|nimm das zurück)(?: (?:${polite}|again|once more|nochmal))*$`,
);
const redo = new RegExp(
  `^(?:${polite} )*(?:can you |could you |kannst du )?(?:redo|redo (?:it|that|this|the (?:last )?change)|bring (?:it|that) back|undo the undo|wiederherstellen|hol (?:das|es) zurück)(?: ${polite})*$`,
);
const restore = new RegExp(
  `^(?:${polite} )*(?:can you |could you |kannst du )?(?:restore|go back to|back to|revert to|return to|roll back to|stelle?|geh zurück zu|zurück zu|zurück auf) (?:die )?(?:version|v) ?(?<number>\\d{1,6})(?: (?:wieder )?her| wiederherstellen)?(?: ${polite})*$`,
);
const praise =
  "(?:lgtm|never ?mind|nvm|forget it|no problem|schon gut|macht nichts|egal|vergiss es|kein problem|thanks?|thank you|thx|ty|cheers|great|good|nice|cool|awesome|perfect|lovely|excellent|amazing|super|wow|ok|okay|k|kk|yes|yep|yeah|yay|no worries|np|done|fine|sweet|brilliant|fantastic|love it|like it|well done|good job|great job|nice one|lol|lmao|rofl|ha(?:ha)+|hehe|ah|oh|hm+|danke|dankeschön|vielen dank|toll|klasse|prima|perfekt|passt|gut|sehr gut|schön|merci|gracias|\\+1|agreed|same|exactly|right|true|indeed|congrats|gg|brb|morning|good morning|hi|hello|hey|hallo|hi all|gern|gerne|alles klar|jo|ja)";
const filler =
  "(?:so|very|much|really|a lot|all|everyone|team|guys|folks|that|this|it|is|looks?|looking|look|sounds?|seems?|to me|for this|for that|now|already|too|the|bot|you|i|we|das|sieht|ist|aus|so|dir|euch|an|alle|echt|richtig|work|job|course|just|what|wanted|super|great|good|nice|perfect|gut|toll|klasse|love)";
const chatter = new RegExp(
  `^(?:(?:${filler}) )*(?:${praise})(?: (?:${praise}|${filler}))*(?: (?:just )?what (?:i|we) (?:wanted|needed))?$`,
);
/** People who plan among themselves. */
const talk =
  /^(?:i(?:'ll| will| am|'m) (?:check|ask|look|read|review|going|on it|in|out|back|away)|let me (?:check|ask|think|read|look)|let's (?:discuss|talk|meet|wait|see)|(?:i|we) (?:should|could) (?:ask|discuss|talk|meet)|(?:will|shall) (?:discuss|check|ask)|talk (?:later|tomorrow)|see you|(?:i )?agree with|(?:@\S+ )?what do (?:you|we) (?:all )?think|thoughts|any thoughts|(?:can|could) (?:someone|anyone|somebody)|same here|ich (?:frage|schaue|prüfe|melde|bin)|lass(?:t)? uns (?:reden|sprechen|treffen))(?: |$)/;

/** Small letters, no punctuation and no emoji; single spaces. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/’/gu, "'")
    .replace(/[^\p{L}\p{M}\p{N}'+@#]+/gu, " ")
    .trim();
}
