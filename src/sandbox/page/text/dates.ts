/** What is needed to write a date as one reader sees it. */
export type Reader = {
  /** Milliseconds since 1970. */
  now: number;
  /** IANA name; the machine's own when absent. */
  timeZone?: string;
};

type Parts = { year: number; month: number; day: number; weekday: string; monthName: string; monthShort: string };

const TOKEN =
  /\{(date_num|date_slash|date_long_full|date_long_pretty|date_short_pretty|date_pretty|date_long|date_short|date|day_divider_pretty|time_secs|time|ago)\}/g;

/**
 * A date in one of Slack's formats: `format` holds text with tokens such as `{date_short_pretty}` and `{time}`.
 * @param timestamp seconds since 1970
 */
export function formatDate(timestamp: number, format: string, reader: Reader): string {
  return format.replace(TOKEN, (_whole, token: string) => writeToken(token, timestamp * 1000, reader));
}

/** Whether the text changes while one looks at it, so that it has to be drawn again now and then. */
export function ticks(format: string): boolean {
  return /\{ago\}|pretty\}/.test(format);
}

function writeToken(token: string, at: number, reader: Reader): string {
  const date = partsOf(at, reader.timeZone);
  const near = nearDay(at, reader);
  const year = ordinaryYear(at, reader.now) ? "" : `, ${date.year}`;
  const pad = (value: number) => String(value).padStart(2, "0");
  switch (token) {
    case "date_num":
      return `${date.year}-${pad(date.month)}-${pad(date.day)}`;
    case "date_slash":
      return `${pad(date.month)}/${pad(date.day)}/${date.year}`;
    case "date":
      return `${date.monthName} ${ordinal(date.day)}${year}`;
    case "date_short":
      return `${date.monthShort} ${date.day}, ${date.year}`;
    case "date_long":
      return `${date.weekday}, ${date.monthName} ${ordinal(date.day)}, ${date.year}`;
    case "date_long_full":
      return `${date.monthName} ${date.day}, ${date.year}`;
    case "date_pretty":
      return near ?? `${date.monthName} ${ordinal(date.day)}${year}`;
    case "date_short_pretty":
      return near ?? `${date.monthShort} ${date.day}, ${date.year}`;
    case "date_long_pretty":
      return near ?? `${date.weekday}, ${date.monthName} ${ordinal(date.day)}, ${date.year}`;
    case "day_divider_pretty":
      return near ?? `${date.weekday}, ${date.monthName} ${ordinal(date.day)}${year}`;
    case "time":
      return timeOf(at, reader.timeZone, false);
    case "time_secs":
      return timeOf(at, reader.timeZone, true);
    default:
      return ago(at, reader.now);
  }
}

/** "6:39 AM", or with seconds "6:39:42 AM". */
export function timeOf(at: number, timeZone: string | undefined, seconds: boolean): string {
  return new Intl.DateTimeFormat("en-US", {
    hour: "numeric",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" as const } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
  })
    .format(at)
    .replace(/\u202F/g, " ");
}

/** How long ago, or how soon: "3 minutes ago", "in 2 days". */
export function ago(at: number, now: number): string {
  const seconds = Math.round(Math.abs(now - at) / 1000);
  const [count, unit] = largestUnit(seconds);
  if (count === 0) return "just now";
  const amount = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return at <= now ? `${amount} ago` : `in ${amount}`;
}

function largestUnit(seconds: number): [number, string] {
  if (seconds < 5) return [0, "second"];
  if (seconds < 60) return [seconds, "second"];
  if (seconds < 3600) return [Math.floor(seconds / 60), "minute"];
  if (seconds < 86_400) return [Math.floor(seconds / 3600), "hour"];
  if (seconds < 30 * 86_400) return [Math.floor(seconds / 86_400), "day"];
  if (seconds < 365 * 86_400) return [Math.floor(seconds / (30 * 86_400)), "month"];
  return [Math.floor(seconds / (365 * 86_400)), "year"];
}

function nearDay(at: number, reader: Reader): string | null {
  const dayOf = (moment: number) => {
    const { year, month, day } = partsOf(moment, reader.timeZone);
    return Date.UTC(year, month - 1, day) / 86_400_000;
  };
  const distance = dayOf(at) - dayOf(reader.now);
  if (distance === 0) return "today";
  if (distance === -1) return "yesterday";
  return distance === 1 ? "tomorrow" : null;
}

/** Slack leaves the year out when the date is within six months. */
function ordinaryYear(at: number, now: number): boolean {
  return Math.abs(now - at) < 183 * 86_400_000;
}

function ordinal(day: number): string {
  const tail = day % 100;
  if (tail >= 11 && tail <= 13) return `${day}th`;
  return `${day}${["th", "st", "nd", "rd"][day % 10] ?? "th"}`;
}

function partsOf(at: number, timeZone: string | undefined): Parts {
  const zone = timeZone === undefined ? {} : { timeZone };
  const long = new Intl.DateTimeFormat("en-US", {
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "long",
    ...zone,
  }).formatToParts(at);
  const part = (type: string) => long.find((entry) => entry.type === type)?.value ?? "";
  const month = new Intl.DateTimeFormat("en-US", { month: "numeric", ...zone }).format(at);
  const monthShort = new Intl.DateTimeFormat("en-US", { month: "short", ...zone }).format(at);
  return {
    year: Number(part("year")),
    month: Number(month),
    day: Number(part("day")),
    weekday: part("weekday"),
    monthName: part("month"),
    monthShort,
  };
}
