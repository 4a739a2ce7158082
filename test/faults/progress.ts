/** How far the courses are, as people in Slack can tell. */
import type { Driver } from "../../src/sandbox/driver.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import type { Message } from "../../src/sandbox/state.ts";
import { texts } from "../../src/texts.ts";
import type { Asked } from "./people.ts";

type Progress = { underWay: string[]; ended: string[] };

/** Marks of the courses that are being written, and of those whose end has been told. */
function progressOf(sandbox: Sandbox): Progress {
  const progress: Progress = { underWay: [], ended: [] };
  for (const { workspace } of sandbox.drivers) {
    const own = workspace.messages.all().filter(({ metadata }) => typeof metadata?.event_payload.course === "string");
    for (const messages of Map.groupBy(own, ({ metadata }) => metadata?.event_payload.course).values()) {
      const mark = /qzxvw\w+/.exec(find(messages, "root")?.text ?? "")?.[0];
      if (mark !== undefined) progress[isOver(messages) ? "ended" : "underWay"].push(mark);
    }
  }
  return progress;
}

/** Accepted courses whose end nobody has been told of. */
export function unfinished(sandbox: Sandbox, asked: readonly Asked[]): string[] {
  const { underWay, ended } = progressOf(sandbox);
  const over = new Set(ended);
  const accepted = asked.filter((one) => one.accepted).map(({ mark }) => mark);
  return [...new Set([...underWay, ...accepted.filter((mark) => !over.has(mark))])];
}

/** Threads of courses that are ready. */
export function finishedThreads({ workspace }: Driver): { channel: string; ts: string }[] {
  const own = workspace.messages.all().filter(({ metadata }) => typeof metadata?.event_payload.course === "string");
  return [...Map.groupBy(own, ({ metadata }) => metadata?.event_payload.course).values()].flatMap((messages) => {
    const root = find(messages, "root");
    const isReady = (find(messages, "closing")?.text ?? "").includes(texts.closing.ready);
    if (root === undefined || !isReady) return [];
    return [{ channel: root.channel, ts: root.threadTs ?? root.ts }];
  });
}

/** Replies that the bot has taken in and not answered; those of which nothing is said bear its eyes until they are done. */
export function unanswered({ drivers }: Sandbox): string[] {
  return drivers.flatMap(({ workspace }) =>
    workspace.messages
      .all()
      .filter(({ reactions }) =>
        reactions.some(({ name, users }) => name === "eyes" && users.includes(workspace.bot.id)),
      )
      .map(({ channel, ts }) => `${channel}/${ts}`),
  );
}

function isOver(messages: readonly Message[]): boolean {
  const card = JSON.stringify(find(messages, "card:1")?.blocks ?? "");
  if (card === '""' || card.includes('"course:cancel"')) return false;
  if (card.includes(texts.card.cancelled)) return true;
  const closing = find(messages, "closing")?.text ?? "";
  return closing.includes(card.includes('"course:retry"') ? texts.closing.failed : texts.closing.ready);
}

function find(messages: readonly Message[], slot: string): Message | undefined {
  return messages.find(({ metadata }) => metadata?.event_payload.slot === slot);
}
