/** Lengths as people read them. A course keeps "1.3 hours", within 5% of the truth; "80 minutes" is what it means. */
const stored = /^(\d+(?:\.\d+)?) (minute|hour|day)s?$/u;

export type DurationUnit = "minute" | "hour" | "day";
export type DurationPart = { count: number; unit: DurationUnit };

/** What a length is made of, the larger unit first; null for what is none, such as one that is still being written. */
export function durationParts(duration: string): DurationPart[] | null {
  const [, amount, unit] = stored.exec(duration) ?? [];
  const count = Number(amount);
  if (unit === "minute" || unit === "day") return [{ count, unit }];
  if (unit !== "hour") return null;
  // "1.5 hours" is how people say it.
  if (count >= 1 && Number.isInteger(count * 2)) return [{ count, unit }];
  const minutes = roundMinutes(count * 60);
  if (minutes < 120) return [{ count: minutes, unit: "minute" }];
  const rest = minutes % 60;
  const hours: DurationPart = { count: Math.floor(minutes / 60), unit };
  return rest === 0 ? [hours] : [hours, { count: rest, unit: "minute" }];
}

function roundMinutes(minutes: number): number {
  return minutes < 10 ? Math.max(1, Math.round(minutes)) : Math.round(minutes / 5) * 5;
}
