/** Documents that a prompt names in order to leave them out: "security training without @1". */
import type { FoundReference } from "./brief-tokens.ts";
import type { Stretch } from "./brief-topic.ts";

const refusing =
  "(?:without|except(?:\\s+(?:for|from))?|excluding|(?:but\\s+|and\\s+)?(?:please\\s+)?(?:do\\s+not|don['’]t|not)|(?:and\\s+)?(?:leave\\s+out|ignor(?:e|ing)|skip(?:ping)?)|ohne|außer|ausgenommen|(?:aber\\s+|und\\s+)?(?:bitte\\s+)?nicht)";
const small =
  "(?:using|use|read|from|with|on|the|our|any|documents?|docs?|files?|anything|mit|aus|auf|von|nach|das|die|den|dem|der|Dokumente?n?)";
const refusal = new RegExp(`(?<![\\p{L}])(?:but\\s+|aber\\s+)?${refusing}(?:\\s+(?:in|${small}))*\\s*[("']?$`, "iu");
/** "@1 and @2", "@1, @2": said of both. */
const further = /^[\s,&/]*(?:(?:and|or|nor|und|oder|noch)\s+)?(?:(?:the|das|die|dem|den|document|Dokument)\s+)*$/iu;
/** Before the refusal stands nothing that a course could be about: "please", "use everything". */
const nothingElse =
  /^\W*(?:(?:please|pls|bitte|ok|okay|but|and|aber|und|use|keep|take|remove|drop|delete|forget|ignore|everything|all|of|the|other|documents?|sources?|files?|nimm|nutze|verwende|behalte|entferne|lösche|vergiss|alles|alle|die|Dokumente|Quellen|Dateien)(?!\p{L})\W*)*$/iu;

/**
 * Parts what a prompt names into what it wants and what it leaves out; `stretches` are the words that leave something out.
 * "Without @1" or "remove everything except @1" alone, as in a reply, says what to do with @1 and leaves it named.
 */
export function withoutExcluded(
  prompt: string,
  found: readonly FoundReference[],
): { wanted: FoundReference[]; stretches: Stretch[] } {
  const wanted: FoundReference[] = [];
  const stretches: Stretch[] = [];
  let end = 0;
  for (const reference of found) {
    const before = prompt.slice(end, reference.start);
    const last = stretches.at(-1);
    const match = refusal.exec(before);
    if (match !== null && !nothingElse.test(prompt.slice(0, end + match.index))) {
      stretches.push({ start: end + match.index, end: reference.end });
    } else if (last?.end === end && end > 0 && further.test(before)) {
      last.end = reference.end;
    } else {
      wanted.push(reference);
    }
    end = reference.end;
  }
  return { wanted, stretches };
}
