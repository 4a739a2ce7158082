import type { Snapshot, UiMessage } from "../../page-api.ts";

/** What a step of the tour does with the page: what a person would do with hands and eyes. */
export type Director = {
  /** What the page shows now. */
  snapshot(): Snapshot;
  goTo(place: string): void;
  /** Acts as this person from now on; resolves once the page shows what they see. */
  become(userId: string): Promise<void>;
  /** Types into a field letter by letter, and sends it with Enter. */
  type(find: Find<HTMLTextAreaElement>, text: string): Promise<void>;
  /** Points at something, and presses it. */
  press(find: Find<HTMLElement>, what: string): Promise<void>;
  /** Points at something for as long as the step lasts. */
  pointAt(find: Find<HTMLElement>): void;
  /** Waits until there is something. `what` is said when it takes long. */
  until<T>(look: () => T | null | undefined | false, what: string): Promise<T>;
  /** Leaves time to look; "Next" ends it. */
  rest(milliseconds: number): Promise<void>;
};
export type Find<E extends HTMLElement> = () => E | null | undefined;

/** How the tour goes on: paused, hurried to the next step, ended. */
export type Pace = { paused: boolean; hurried: boolean; ended: boolean };

/** The tour was ended in the middle of a step. */
export class TourEnded extends Error {
  override name = "TourEnded";
}

const tick = 50;
const letterMs = 28;
const aimMs = 900;
const longWaitMs = 20_000;

type Parts = {
  pace: Pace;
  snapshot(): Snapshot;
  goTo(place: string): void;
  become(userId: string): void;
  /** Where the ring is drawn; null takes it away. */
  aim(find: Find<HTMLElement> | null): void;
  /** What is being waited for, once that takes long; null when it is there. */
  waitingFor(what: string | null): void;
};

/** Makes the director of one performance. Its promises reject with TourEnded once the tour has ended. */
export function createDirector({ pace, aim, waitingFor, ...parts }: Parts): Director {
  /** Lets time pass that counts only while the tour is playing. `skippable` time is over at once when it is hurried. */
  async function pass(milliseconds: number, skippable = false): Promise<void> {
    for (let left = milliseconds; left > 0 || pace.paused; left -= pace.paused ? 0 : tick) {
      if (skippable && pace.hurried && !pace.paused) return;
      await new Promise((done) => setTimeout(done, Math.min(tick, Math.max(left, 1))));
      if (pace.ended) throw new TourEnded();
    }
  }

  async function until<T>(look: () => T | null | undefined | false, what: string): Promise<T> {
    for (let waited = 0; ; waited += tick) {
      const found = look();
      if (found !== null && found !== undefined && found !== false) {
        waitingFor(null);
        return found;
      }
      if (waited >= longWaitMs) waitingFor(what);
      await pass(tick);
    }
  }

  /** Whatever is sent to a bot that is dead is lost, as in Slack. */
  const untilAlive = () => until(() => !parts.snapshot().switches.workerKilled, "the bot to start again");

  async function type(find: Find<HTMLTextAreaElement>, text: string): Promise<void> {
    const field = await until(find, "the place to write in");
    aim(find);
    field.focus();
    const write = (value: string) => {
      field.value = value;
      field.setSelectionRange(value.length, value.length);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    try {
      for (const [index] of [...text].entries()) {
        write(text.slice(0, index + 1));
        await pass(letterMs, true);
      }
      write(text);
      await pass(aimMs, true);
      await untilAlive();
    } catch (error) {
      // Half a sentence is not left behind for the person to send.
      write("");
      throw error;
    }
    aim(null);
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  }

  async function press(find: Find<HTMLElement>, what: string): Promise<void> {
    const target = await until(find, what);
    target.scrollIntoView({ block: "nearest" });
    aim(find);
    await pass(aimMs, true);
    await untilAlive();
    aim(null);
    (find() ?? target).click();
  }

  return {
    snapshot: parts.snapshot,
    goTo: parts.goTo,
    until,
    type,
    press,
    pointAt: aim,
    rest: (milliseconds) => pass(milliseconds, true),
    async become(userId) {
      parts.become(userId);
      await until(() => parts.snapshot().me.id === userId, "the page of another person");
    },
  };
}

/** The messages of a thread that the app wrote for everybody, oldest first, its root left out. */
export function appReplies({ messages, bot }: Snapshot, root: UiMessage): UiMessage[] {
  return messages.filter(
    ({ channel, threadTs, ts, user, ephemeralFor }) =>
      channel === root.channel && threadTs === root.ts && ts !== root.ts && user === bot.id && ephemeralFor === null,
  );
}

/** The last message of the app in a thread that has an element with this action id. */
export function withAction(snapshot: Snapshot, root: UiMessage, actionId: string): UiMessage | undefined {
  return appReplies(snapshot, root).findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${actionId}"`));
}
