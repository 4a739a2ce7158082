/** A moment as Slack shows it in each reader's own time zone; without Slack it reads in UTC. */
import type { Texts } from "../english.ts";

const seconds = (when: Date) => Math.floor(when.getTime() / 1000);
/** "22.11.2026" */
const day = (when: Date) => when.toISOString().slice(0, 10).split("-").reverse().join(".");

/** "22.11.2026, 10:54 UTC" */
export function date(when: Date): string {
  return `${day(when)}, ${when.toISOString().slice(11, 16)} UTC`;
}

export const dateTexts: Texts["dates"] = {
  slackDate: (when) => `<!date^${seconds(when)}^{date_short_pretty} um {time}|${date(when)}>`,
  slackDay: (when) => `<!date^${seconds(when)}^{date_short_pretty}|${day(when)}>`,
};
