/** Lengths of learning as people write them: "45 minutes", "1.5 hours", "2 days". A day is six hours of learning. */

const minutesPerHour = 60;
/** Six hours: nobody learns for eight. */
const minutesPerDay = 6 * minutesPerHour;

const pattern = /^\s*(\d+(?:\.\d+)?)\s*(minutes?|hours?|days?)\s*$/i;

/** Minutes of learning in "45 minutes", "1.5 hours" or "2 days"; null when the text is none of these. */
export function parseDuration(text: string): number | null {
  const match = pattern.exec(text);
  const amount = Number(match?.[1]);
  const unit = match?.[2]?.toLowerCase() ?? "";
  if (match === null || !Number.isFinite(amount)) return null;
  if (unit.startsWith("minute")) return amount;
  return unit.startsWith("hour") ? amount * minutesPerHour : amount * minutesPerDay;
}

/**
 * Minutes of learning as a course's estimate, in the form that the course's schema wants: "1.5 hours", "2 days".
 * Whole and half days are written as days, all else as hours with as few decimals as stay within 5% of the truth.
 */
export function formatCourseDuration(minutes: number): string {
  const days = minutes / minutesPerDay;
  if (days >= 1 && Number.isInteger(days * 2)) return counted(days, "day");
  return counted(shortest(minutes / minutesPerHour), "hour");
}

/** Minutes of learning as a module's duration: "45 minutes", "2 hours", "1.5 hours". Never less than a minute. */
export function formatModuleDuration(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes));
  if (whole >= 60 && whole % 60 === 0) return counted(whole / 60, "hour");
  if (whole > 120 && whole % 30 === 0) return counted(whole / 60, "hour");
  return counted(whole, "minute");
}

/**
 * Shares `total` minutes out by weight, in round steps that suit the total, so that the shares add up to it (to the
 * nearest step). Every share is at least one step; with more shares than minutes the sum is larger than the total.
 */
export function splitMinutes(total: number, weights: readonly number[]): number[] {
  const step = stepFor(total, weights.length);
  const steps = Math.max(weights.length, Math.round(total / step));
  const known = weights.map((weight) => (Number.isFinite(weight) && weight > 0 ? weight : 0));
  const largest = Math.max(...known, 0);
  const positive = known.map((weight) => (largest === 0 ? 0 : weight / largest));
  const sum = positive.reduce((left, right) => left + right, 0);
  const free = steps - weights.length;
  const exact = positive.map((weight) => (sum === 0 ? free / Math.max(1, weights.length) : (weight / sum) * free));
  const shares = exact.map((value) => Math.floor(value));
  let left = free - shares.reduce((one, other) => one + other, 0);
  // Largest remainders first; the earlier one when they are equal.
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares.map((share) => (share + 1) * step);
}

function stepFor(total: number, count: number): number {
  const fitting = [30, 15, 5, 1].find(
    (step) => total >= step * count * 3 && Math.abs(Math.round(total / step) * step - total) <= total * 0.05,
  );
  return fitting ?? 1;
}

function shortest(hours: number): number {
  const fine = Math.max(0.01, Math.round(hours * 100) / 100);
  const coarse = Math.round(hours * 10) / 10;
  return Math.abs(coarse - hours) <= hours * 0.05 ? coarse : fine;
}

function counted(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
