import { describe, expect, test } from "vitest";
import { ago, formatDate, ticks } from "../../src/sandbox/page/text/dates.ts";

/** Monday, November 2nd, 2026, 14:05:09 in UTC. */
const at = Date.UTC(2026, 10, 2, 14, 5, 9) / 1000;
const day = 86_400_000;
const written = (format: string, now = at * 1000 + 20 * day, timeZone = "UTC") =>
  formatDate(at, format, { now, timeZone });

describe("Slack's date tokens", () => {
  test.each([
    ["{date_num}", "2026-11-02"],
    ["{date_slash}", "11/02/2026"],
    ["{date}", "November 2nd"],
    ["{date_short}", "Nov 2, 2026"],
    ["{date_long}", "Monday, November 2nd, 2026"],
    ["{date_long_full}", "November 2, 2026"],
    ["{time}", "2:05 PM"],
    ["{time_secs}", "2:05:09 PM"],
    ["{ago}", "20 days ago"],
    ["on {date_short_pretty} at {time}!", "on Nov 2, 2026 at 2:05 PM!"],
    ["{nonsense}", "{nonsense}"],
  ])("%s", (format, expected) => {
    expect(written(format)).toBe(expected);
  });

  test("pretty ones say today, yesterday and tomorrow", () => {
    expect(written("{date_pretty}", at * 1000 + 3600_000)).toBe("today");
    expect(written("{date_short_pretty}", at * 1000 + day)).toBe("yesterday");
    expect(written("{date_long_pretty}", at * 1000 - day)).toBe("tomorrow");
    expect(written("{day_divider_pretty}")).toBe("Monday, November 2nd");
  });

  test("the year is left out within six months only", () => {
    expect(written("{date}", at * 1000 + 200 * day)).toBe("November 2nd, 2026");
  });

  test("days are the reader's days", () => {
    expect(written("{date_num} {time}", at * 1000, "Pacific/Auckland")).toBe("2026-11-03 3:05 AM");
  });

  test.each([
    [1, "1st"],
    [2, "2nd"],
    [3, "3rd"],
    [4, "4th"],
    [11, "11th"],
    [12, "12th"],
    [13, "13th"],
    [21, "21st"],
    [22, "22nd"],
    [31, "31st"],
  ])("the %ith of a month", (date, ordinal) => {
    const moment = Date.UTC(2026, 0, date, 12) / 1000;
    expect(formatDate(moment, "{date}", { now: moment * 1000, timeZone: "UTC" })).toBe(`January ${ordinal}`);
  });
});

describe("ago", () => {
  test.each([
    [2, "just now"],
    [45, "45 seconds ago"],
    [60, "1 minute ago"],
    [3 * 60 + 59, "3 minutes ago"],
    [7200, "2 hours ago"],
    [-7200, "in 2 hours"],
    [40 * 86_400, "1 month ago"],
    [800 * 86_400, "2 years ago"],
  ])("%i seconds", (seconds, expected) => {
    expect(ago(1_000_000_000_000 - seconds * 1000, 1_000_000_000_000)).toBe(expected);
  });

  test("only what changes by itself ticks", () => {
    expect(ticks("{ago}")).toBe(true);
    expect(ticks("{date_pretty}")).toBe(true);
    expect(ticks("{date} {time}")).toBe(false);
  });
});
