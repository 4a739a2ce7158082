/** A moment as Slack shows it in each reader's own time zone; without Slack it reads in UTC. */
export function slackDate(when: Date): string {
  const seconds = Math.floor(when.getTime() / 1000);
  return `<!date^${seconds}^{date_short_pretty} at {time}|${when.toISOString().slice(0, 16).replace("T", " ")} UTC>`;
}

/** The day alone. */
export function slackDay(when: Date): string {
  const seconds = Math.floor(when.getTime() / 1000);
  return `<!date^${seconds}^{date_short_pretty}|${when.toISOString().slice(0, 10)}>`;
}
