import type { UiMessage } from "../../page-api.ts";
import { HOME } from "../route.ts";
import { appReplies, type Director, type Find, withAction } from "./director.ts";

/** One step: what is said, and what is done meanwhile. The next begins when it is done and there was time to read. */
export type Step = { caption: string; play(director: Director): Promise<void> };

const channelName = "learning";
const newest = <E extends HTMLElement>(elements: NodeListOf<E>): E | undefined => [...elements].at(-1);

const composer: Find<HTMLTextAreaElement> = () =>
  document.querySelector<HTMLTextAreaElement>("main .composer textarea");
const replyBox: Find<HTMLTextAreaElement> = () =>
  document.querySelector<HTMLTextAreaElement>("aside.thread > .composer textarea");
const inThread =
  (actionId: string): Find<HTMLElement> =>
  () =>
    newest(document.querySelectorAll<HTMLElement>(`aside.thread [data-action-id="${actionId}"] button`));
const summaryOf =
  (root: UiMessage): Find<HTMLElement> =>
  () =>
    document.querySelector<HTMLElement>(`main [data-ts="${root.ts}"] .thread-summary`);
const menuItem =
  (words: RegExp): Find<HTMLElement> =>
  () =>
    [...document.querySelectorAll<HTMLElement>("[role=menuitem]")].find((item) => words.test(item.textContent ?? ""));

/** The main journeys, in a row. Each call gives a script that remembers the courses of one performance. */
export function createScript(): Step[] {
  let course: UiMessage | null = null;
  const rootOf = () => {
    if (course === null) throw new Error("the tour has no course yet");
    return course;
  };

  /** Sends a command in the channel, and waits for the course's root message. */
  async function ask(director: Director, text: string): Promise<void> {
    const channel = director.snapshot().channels.find(({ name }) => name === channelName);
    if (channel === undefined) throw new Error(`there is no #${channelName}`);
    director.goTo(channel.id);
    const roots = () => {
      const { messages, bot } = director.snapshot();
      return messages.filter(
        ({ user, threadTs, ts, ephemeralFor, ...message }) =>
          message.channel === channel.id &&
          user === bot.id &&
          ephemeralFor === null &&
          (threadTs === null || threadTs === ts),
      );
    };
    const before = roots().length;
    const failures = () => document.querySelectorAll(".notice").length;
    course = null;
    while (course === null) {
      const failed = failures();
      await director.type(composer, text);
      // Slack says when a command did not reach the app; a person then sends it again.
      course = await director
        .until(() => {
          if (roots().length > before) return { root: roots().at(-1) ?? null };
          return failures() > failed && { root: null };
        }, "the course’s message")
        .then(({ root }) => root);
    }
  }

  /** Replies in the course's thread, and waits for the app's answer. */
  async function reply(director: Director, text: string): Promise<void> {
    const before = appReplies(director.snapshot(), rootOf()).length;
    await director.type(replyBox, text);
    await director.until(() => appReplies(director.snapshot(), rootOf()).length > before, "the answer");
  }

  /** The card has its last state, and the closing message stands below it. */
  const untilReady = (director: Director) => {
    let retriedAt = -1;
    return director.until(() => {
      const snapshot = director.snapshot();
      const failed = withAction(snapshot, rootOf(), "course:retry");
      if (failed !== undefined && failed.edits !== retriedAt && !snapshot.switches.modelFailing) {
        retriedAt = failed.edits;
        inThread("course:retry")()?.click();
      }
      const card = withAction(snapshot, rootOf(), "course:quality");
      return card !== undefined && card.ts !== appReplies(snapshot, rootOf()).at(-1)?.ts;
    }, "the end of the writing");
  };
  const untilAction = (director: Director, actionId: string, what: string) =>
    director.until(() => withAction(director.snapshot(), rootOf(), actionId), what);

  return [
    {
      caption:
        "Welcome. This is a Slack of your own, and Coursewright is an app in it. Ada, who is an admin, shows you round.",
      async play(director) {
        const { users } = director.snapshot();
        const guide = users.find(({ isAdmin, isBot }) => isAdmin && !isBot);
        if (guide !== undefined) await director.become(guide.id);
        // A window that was left open would lie over everything.
        await director.until(() => {
          document.querySelector<HTMLElement>("dialog[open] .dialog-x")?.click();
          return director.snapshot().modals.length === 0;
        }, "an open window to close");
        const channel = director.snapshot().channels.find(({ name }) => name === channelName);
        if (channel !== undefined) director.goTo(channel.id);
      },
    },
    {
      caption: "You ask for a course with a command. @1 and @3 are documents that the team has given to Coursewright.",
      play: (director) => ask(director, "/course Create security training using @1 @3"),
    },
    {
      caption:
        "The course grows in its thread: title, objectives, modules and assessments appear as they are written, and at the end the documents that it rests on.",
      async play(director) {
        await director.press(summaryOf(rootOf()), "the thread");
        await untilReady(director);
      },
    },
    {
      caption: "To change it, you reply in the thread. What the reply does not touch stays as it is.",
      play: (director) => reply(director, "add a module on phishing after module 2"),
    },
    {
      caption: "Every change can be taken back.",
      async play(director) {
        const before = appReplies(director.snapshot(), rootOf()).length;
        await director.press(inThread("course:undo"), "the Undo button");
        await director.until(
          () => appReplies(director.snapshot(), rootOf()).length > before,
          "the change to be undone",
        );
      },
    },
    {
      caption: "A question is answered from the course and its documents, and changes nothing.",
      play: (director) => reply(director, "what does module 2 cover?"),
    },
    {
      caption: "The course can be taken away as a file, for example as Markdown.",
      async play(director) {
        await director.press(inThread("course:more"), "the menu under the course");
        await director.press(menuItem(/Markdown/), "Export as Markdown");
        const file = () => newest(document.querySelectorAll<HTMLElement>("aside.thread .files"));
        (await director.until(file, "the file")).scrollIntoView({ block: "center" });
        director.pointAt(file);
      },
    },
    {
      caption:
        "Another course, and second thoughts: Cancel stops the writing within a second. What is finished is kept.",
      async play(director) {
        await ask(director, "/course A half-day onboarding for new support colleagues using @2");
        await director.press(summaryOf(rootOf()), "the thread");
        await untilAction(director, "course:cancel", "the Cancel button");
        await director.rest(3_000);
        await director.press(inThread("course:cancel"), "the Cancel button");
        await untilAction(director, "course:continue", "the writing to stop");
      },
    },
    {
      caption: "Continue takes it up where it stopped. It would do so by itself after a crash.",
      async play(director) {
        await director.press(inThread("course:continue"), "the Continue button");
        await untilReady(director);
      },
    },
    {
      caption:
        "Home keeps the documents, each with a number that never changes, and your courses. Admins add, replace and delete documents here.",
      async play(director) {
        director.goTo(HOME);
        await director.until(() => document.querySelector(".home"), "Home");
      },
    },
    {
      caption:
        "That was the round. Now it is your turn. Under “What goes wrong” you can throttle Slack, break the model or kill the bot, and watch it recover.",
      async play(director) {
        director.pointAt(() => document.querySelector<HTMLElement>("[data-trouble]"));
        await director.rest(4_000);
      },
    },
  ];
}
