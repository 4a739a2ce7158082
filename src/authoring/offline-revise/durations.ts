/** Finds a length in the keys of a clause: "two hours", "90 min", "1h30", "an hour and a half". */
import { type Clause, clauseOf, ofWords } from "./clause.ts";

const units: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 360 };
const attached = /^(\d+(?:[.,]\d+)?)(h|hrs?|min|mins|m|d)(\d{2})?$/;

/** Minutes, and the clause without the words that said so; null when no length is named. */
export function takeDuration(clause: Clause): { minutes: number; rest: Clause } | null {
  const { words, keys } = unhyphened(clause);
  for (let index = 0; index < keys.length; index += 1) {
    const found = durationAt(keys, index);
    if (found === null || found.minutes <= 0) continue;
    const rest = ofWords([...words.slice(0, index), ...words.slice(index + found.length)]);
    return { minutes: Math.round(found.minutes), rest };
  }
  return null;
}

function durationAt(keys: readonly string[], index: number): { minutes: number; length: number } | null {
  const compact = attached.exec(keys[index] ?? "");
  if (compact !== null) {
    const unit = compact[2]?.startsWith("h") === true ? 60 : compact[2] === "d" ? 360 : 1;
    return { minutes: Number(compact[1]?.replace(",", ".")) * unit + Number(compact[3] ?? 0), length: 1 };
  }
  for (const { amount, length } of amountsAt(keys, index)) {
    const unit = units[keys[index + length] ?? ""];
    if (unit === undefined) continue;
    const whole = { minutes: amount * unit, length: length + 1 };
    const tail = keys.slice(index + whole.length);
    // "an hour and a half", "1 hour and 30 minutes", "1 hour 30 minutes"
    if (tail[0] === "and" && tail[1] === "the" && tail[2] === "half") {
      return { minutes: whole.minutes + unit / 2, length: whole.length + 3 };
    }
    const skip = tail[0] === "and" ? 1 : 0;
    if (unit === 60 && /^\d+$/.test(tail[skip] ?? "") && tail[skip + 1] === "minutes") {
      return { minutes: whole.minutes + Number(tail[skip]), length: whole.length + skip + 2 };
    }
    return whole;
  }
  return null;
}

/** The ways to read an amount that begins here, with the number of words it takes. */
function amountsAt(keys: readonly string[], index: number): { amount: number; length: number }[] {
  const [one = "", two = "", three = "", four = ""] = keys.slice(index, index + 4);
  const number = /^\d+(?:\.\d+)?$/.test(one) ? Number(one) : null;
  if (number !== null && two === "and" && three === "the" && four === "half")
    return [{ amount: number + 0.5, length: 4 }];
  if (number !== null) return [{ amount: number, length: 1 }];
  if (one === "half") return two === "the" ? [{ amount: 0.5, length: 2 }] : [{ amount: 0.5, length: 1 }];
  if (one === "the" && two === "half") return [{ amount: 0.5, length: 2 }];
  if (one === "anderthalb" || one === "eineinhalb") return [{ amount: 1.5, length: 1 }];
  if (one === "zweieinhalb") return [{ amount: 2.5, length: 1 }];
  return one === "the" ? [{ amount: 1, length: 1 }] : [];
}

/** "two-hour", "90-minute", "2-stündig" as two words. */
function unhyphened({ words }: Clause): Clause {
  return clauseOf(
    words
      .join(" ")
      .replace(
        /(?<![\p{L}\p{N}-])(\d+(?:[.,]\d+)?|[\p{L}]+)-(minute|hour|day|min|stündig|minütig|tägig)(?=\p{L}*)/giu,
        "$1 $2",
      ),
  );
}
