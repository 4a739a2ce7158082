/** The people of a run: they ask for courses, press Retry and Cancel (twice, when they are impatient), and add documents. */
import { setTimeout as pause } from "node:timers/promises";
import type { Answers } from "../../src/sandbox/answers.ts";
import type { Driver } from "../../src/sandbox/driver.ts";
import type { Message } from "../../src/sandbox/state.ts";
import { createChance } from "./chance.ts";
import type { CourseAsk, Reply, Upload } from "./plan.ts";
import { finishedThreads } from "./progress.ts";
import type { FaultySlack } from "./slack.ts";

/** What was asked for, and what the person was told at once. A second try after a failure has a mark of its own. */
export type Asked = {
  mark: string;
  workspaceId: string;
  user: string;
  way: CourseAsk["way"];
  /** The message that asked, or null for a command. */
  message: { channel: string; ts: string } | null;
  /** Whether the bot said that it has it: then it must not be lost. A message counts once a delivery was acknowledged. */
  accepted: boolean;
};
export type Replied = {
  mark: string;
  workspaceId: string;
  message: { channel: string; ts: string };
  accepted: boolean;
};
export type Uploaded = { mark: string; workspaceId: string; title: string; accepted: boolean };
export type People = {
  ask(ask: CourseAsk): Promise<void>;
  /** Replies in the thread of a finished course, as soon as there is one. */
  reply(reply: Reply): Promise<void>;
  upload(upload: Upload): Promise<void>;
  /** Presses Retry on courses that failed, until `stop`. */
  watch(): Promise<void>;
  stop(): void;
  asked(): readonly Asked[];
  replied(): readonly Replied[];
  uploaded(): readonly Uploaded[];
  clicks(): { retry: number; cancel: number };
};

const mostTries = 6;
const mostRetries = 4;

/** People of all workspaces of the sandbox. */
export function createPeople({ slack, seed }: { slack: FaultySlack; seed: number }): People {
  const chance = createChance(seed, "people");
  const drivers = slack.sandbox.drivers;
  const asked: Asked[] = [];
  const replied: Replied[] = [];
  const uploaded: Uploaded[] = [];
  const clicks = { retry: 0, cancel: 0 };
  const retried = new Map<string, number>();
  const pressed = new Set<string>();
  let running = true;

  const driverOf = (workspace: number): Driver => {
    const driver = drivers[workspace];
    if (driver === undefined) throw new Error(`there is no workspace ${workspace}`);
    return driver;
  };

  async function ask(plan: CourseAsk): Promise<void> {
    const driver = driverOf(plan.workspace);
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const mark = attempt === 1 ? plan.mark : `${plan.mark}t${attempt}`;
      const text = plan.text.replace(plan.mark, mark);
      const one = await say(driver, plan, mark, text);
      asked.push(one);
      if (one.message !== null || one.accepted) {
        if (plan.cancelAfter !== null) void cancelLater(driver, mark, plan.cancelAfter);
        return;
      }
      await pause(chance.whole(1_000, 3_000));
    }
  }

  async function say(driver: Driver, plan: CourseAsk, mark: string, text: string): Promise<Asked> {
    const common = { mark, workspaceId: driver.workspace.id, user: driver.user(plan.user).id, way: plan.way };
    const mention = `@${driver.workspace.bot.realName} ${text}`;
    const post = (channel: string, words: string, threadTs?: string) =>
      driver.post({ user: plan.user, channel, text: words, ...(threadTs !== undefined && { threadTs }) });
    switch (plan.way) {
      case "command": {
        const answer = await driver
          .command({ user: plan.user, channel: plan.channel, command: "/course", text })
          .catch(() => null);
        return { ...common, message: null, accepted: answer?.status === 200 && answer.failure === null };
      }
      case "mention":
        return { ...common, message: post(plan.channel, mention), accepted: false };
      case "thread-mention": {
        const root = post(plan.channel, "Does anyone have an idea for next week?");
        return { ...common, message: post(plan.channel, mention, root.ts), accepted: false };
      }
      case "direct":
        return { ...common, message: post("dm", text), accepted: false };
    }
  }

  async function cancelLater(driver: Driver, mark: string, milliseconds: number): Promise<void> {
    await pause(milliseconds);
    for (let look = 0; look < 60 && running; look += 1, await pause(500)) {
      const found = cardsOf(driver).find((each) => has(each.blocks, "course:cancel") && threadSays(driver, each, mark));
      if (found === undefined) continue;
      clicks.cancel += 1;
      await press(driver, found, "course:cancel");
      return;
    }
  }

  async function press(driver: Driver, message: Message, actionId: string): Promise<void> {
    const [user] = [...driver.workspace.users.values()].filter(({ name }) => name === "ada");
    if (user === undefined) return;
    const inChannel = driver.workspace.channels.get(message.channel)?.members ?? new Set();
    const clicker = inChannel.has(user.id) ? user.id : [...inChannel].find((id) => id !== driver.workspace.bot.id);
    if (clicker === undefined) return;
    const click = () =>
      trying(() => driver.act({ user: clicker, in: { channel: message.channel, ts: message.ts }, actionId }));
    await Promise.all(chance.happens(0.4) ? [click(), click()] : [click()]);
  }

  async function watch(): Promise<void> {
    for (; running; await pause(700)) {
      for (const driver of drivers) {
        for (const card of cardsOf(driver)) {
          if (!has(card.blocks, "course:retry")) continue;
          const key = `${card.channel}/${card.ts}`;
          const state = `${key}/${card.editedAt}`;
          const times = retried.get(key) ?? 0;
          if (times >= mostRetries || pressed.has(state)) continue;
          pressed.add(state);
          retried.set(key, times + 1);
          clicks.retry += 1;
          void press(driver, card, "course:retry");
        }
      }
    }
  }

  async function reply({ mark, workspace, user, text }: Reply): Promise<void> {
    const driver = driverOf(workspace);
    for (let look = 0; look < 40 && running; look += 1, await pause(1_000)) {
      const person = driver.user(user).id;
      const threads = finishedThreads(driver).filter(({ channel }) =>
        driver.workspace.channels.get(channel)?.members.has(person),
      );
      if (threads.length === 0) continue;
      const { channel, ts } = createChance(seed, mark).pick(threads);
      const message = driver.post({ user, channel, text, threadTs: ts });
      replied.push({ mark, workspaceId: driver.workspace.id, message, accepted: false });
      return;
    }
  }

  async function upload(plan: Upload): Promise<void> {
    const driver = driverOf(plan.workspace);
    for (let attempt = 1; attempt <= mostTries && running; attempt += 1, await pause(1_500)) {
      const mark = attempt === 1 ? plan.mark : `${plan.mark}t${attempt}`;
      const title = plan.title.replace(plan.mark, mark);
      const text = plan.text.replaceAll(plan.mark, mark);
      driver.openHome("ada");
      await driver.waitFor(() => driver.home("ada"), { what: "Home", timeoutMs: 5_000 }).catch(() => null);
      if (driver.home("ada") === null) continue;
      const before = driver.modals("ada").length;
      // A Home that was published while Slack did not say who is an admin has no such button: it is opened again.
      await trying(() => driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" }));
      const opened = await driver
        .waitFor(() => driver.modals("ada").length > before && has(driver.modals("ada").at(-1)?.blocks, "text"), {
          what: "the modal",
          timeoutMs: 6_000,
        })
        .catch(() => false);
      if (!opened) {
        await trying(() => driver.closeView({ user: "ada" }));
        continue;
      }
      const file = plan.how === "file" ? driver.upload({ user: "ada", name: `${title}.md`, bytes: text }).id : null;
      const answers: Answers = file === null ? { title, text } : { files: [file] };
      let errors: object | null = {};
      await trying(async () => {
        errors = await driver.submit({ user: "ada", answers });
      });
      // A modal that stays, with other words in it, is a refusal.
      const accepted = errors === null && driver.modals("ada").length <= before;
      uploaded.push({ mark, workspaceId: driver.workspace.id, title, accepted });
      if (accepted) return;
      await trying(() => driver.closeView({ user: "ada" }));
    }
  }

  return {
    ask,
    reply,
    upload,
    watch,
    stop() {
      running = false;
    },
    asked: () =>
      asked.map((one) =>
        one.message === null ? one : { ...one, accepted: slack.wasTakenIn(one.message.channel, one.message.ts) },
      ),
    replied: () => replied.map((one) => ({ ...one, accepted: slack.wasTakenIn(one.message.channel, one.message.ts) })),
    uploaded: () => uploaded,
    clicks: () => clicks,
  };
}

/** Does what a person may find that they cannot do any more. */
async function trying(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch {
    // The button, the card or the modal is gone: the person sees what is there now.
  }
}

/** The bot's messages that bear a card. */
function cardsOf({ workspace }: Driver): Message[] {
  return workspace.messages
    .all()
    .filter(({ botId, metadata }) => botId !== null && String(metadata?.event_payload.slot).startsWith("card:"));
}

function has(blocks: unknown, actionId: string): boolean {
  return JSON.stringify(blocks).includes(`"action_id":"${actionId}"`);
}

function threadSays({ workspace }: Driver, card: Message, mark: string): boolean {
  const course = card.metadata?.event_payload.course;
  return workspace.messages
    .thread(card.channel, card.threadTs ?? card.ts)
    .some(({ metadata, text }) => metadata?.event_payload.course === course && new RegExp(`\\b${mark}\\b`).test(text));
}
