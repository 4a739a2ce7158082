import { type Answer, type Answers, elementValue, stateValues } from "./answers.ts";
import type { Context } from "./context.ts";
import type { Deliveries } from "./deliveries.ts";
import { createFinder, type ElementPlace, type MessagePlace } from "./finder.ts";
import type { UiMessage, UiOption, UiOptionGroup, UiView } from "./page-api.ts";
import type { ChannelSeed, UserSeed } from "./seeds.ts";
import type { Stage } from "./stage.ts";
import type { Channel, Message, Revision, StoredFile, User } from "./state.ts";
import type { TrafficEntry } from "./traffic.ts";
import type { BotAnswer } from "./transport.ts";
import { uiMessage, uiView } from "./ui-objects.ts";
import { waitFor } from "./wait.ts";
import type { Workspace } from "./workspace.ts";

/**
 * One workspace in the hands of a test. People are named by name ("ada") or id, channels by name ("general", "#general"), id,
 * or "dm" for the person's direct message with the bot. Whatever a person could not do throws `Refusal`.
 */
export type Driver = {
  readonly workspace: Workspace;
  user(person: string): User;
  channel(channel: string, person?: string): Channel;
  addUser(seed: UserSeed): User;
  addChannel(seed: ChannelSeed): Channel;

  post(input: { user: string; channel: string; text: string; threadTs?: string; files?: readonly string[] }): UiMessage;
  edit(input: { user: string; message: MessagePlace; text: string }): void;
  remove(input: { user: string; message: MessagePlace }): void;
  react(input: { user: string; message: MessagePlace; name: string }): void;
  /** Puts a file into the person's hands; `post` or a file input shares it. */
  upload(input: { user: string; name: string; bytes: Uint8Array | string }): StoredFile;
  join(input: { user: string; channel: string; invite?: string }): void;
  openHome(user: string, tab?: "home" | "messages"): void;
  stop(input: { user: string; message: MessagePlace }): void;
  uninstall(): void;

  /** Resolves with what the app answered, within Slack's three seconds. */
  command(input: { user: string; channel: string; command: string; text?: string }): Promise<BotAnswer>;
  /** Presses a button or picks in a menu: `pick` is the option's value, a date, or a person's id. */
  act(input: {
    user: string;
    in: ElementPlace;
    actionId: string;
    blockId?: string;
    pick?: Answer;
    answers?: Answers;
  }): Promise<BotAnswer>;
  options(input: { user: string; in: ElementPlace; actionId: string; query?: string }): Promise<{
    options: UiOption[];
    groups: UiOptionGroup[];
  }>;
  /** Submits the person's top modal. Answers the errors by block, or null. */
  submit(input: { user: string; view?: string; answers?: Answers }): Promise<{ [blockId: string]: string } | null>;
  closeView(input: { user: string; view?: string }): Promise<void>;
  shortcut(input: { user: string; callbackId: string; message?: MessagePlace }): Promise<BotAnswer>;

  /** The channel's messages that are no replies, oldest first; with `as`, that person's ephemeral ones too. */
  messages(channel: string, as?: string): UiMessage[];
  /** The root and its replies, oldest first; with `as`, that person's ephemeral ones too. */
  thread(place: MessagePlace, as?: string): UiMessage[];
  /** @throws Error when it is gone */
  message(place: MessagePlace): UiMessage;
  /** All states that a message went through, the first and the present one included. */
  revisions(place: MessagePlace): readonly Revision[];
  metadata(place: MessagePlace): Message["metadata"];
  ephemerals(user: string): UiMessage[];
  /** Everything that the app wrote and others can see, in all channels, oldest first. */
  botMessages(): UiMessage[];
  /** The person's modals, the top one last. */
  modals(user: string): UiView[];
  home(user: string): UiView | null;
  /** The status lines that are showing. */
  statuses(): ReturnType<Workspace["statuses"]>;
  /** What Slack itself told the person so far. */
  notices(user: string): readonly string[];
  traffic(): readonly TrafficEntry[];

  /**
   * Waits until a question has an answer: asked now, and again after everything that happens.
   * @throws Error after the time-out (5 s of real time when left out), naming `what`
   */
  waitFor<T>(question: () => T | null | undefined | false, options?: { timeoutMs?: number; what?: string }): Promise<T>;
  /** Resolves when nothing is on its way to the app. */
  settled(): Promise<void>;
};

type Parts = { stage: Stage; context: Context; deliveries: Deliveries };

/** Puts a stage into the hands of a test. */
export function createDriver({ stage, context, deliveries }: Parts): Driver {
  const { workspace, people, interactions } = stage;
  const notices: { user: string; text: string }[] = [];
  workspace.feed.listen((change) => {
    if (change.type === "notice") notices.push({ user: change.user, text: change.text });
  });

  const { user, channel, message, view, inside, blocksOf, element } = createFinder(workspace);
  const ui = (found: Message) => uiMessage(workspace, found);
  const visible = ({ ephemeralFor }: Message, as?: string) =>
    ephemeralFor === null || (as !== undefined && ephemeralFor === user(as).id);

  return {
    workspace,
    user,
    channel,
    addUser: (seed) => workspace.addUser(seed),
    addChannel: (seed) => workspace.addChannel(seed),

    post: ({ user: person, channel: place, text, threadTs = null, files = [] }) =>
      ui(people.post({ user: user(person), channel: channel(place, person), text, threadTs, files })),
    edit: (input) => people.edit({ user: user(input.user), message: message(input.message), text: input.text }),
    remove: (input) => people.remove({ user: user(input.user), message: message(input.message) }),
    react: (input) => people.react({ user: user(input.user), message: message(input.message), name: input.name }),
    upload: ({ user: person, name, bytes }) => people.upload({ user: user(person), name, bytes: Buffer.from(bytes) }),
    join: ({ user: person, channel: place, invite }) =>
      people.join({ user: user(person), channel: channel(place), invite: invite === undefined ? null : user(invite) }),
    openHome: (person, tab = "home") => people.openHome({ user: user(person), tab }),
    stop(input) {
      const root = message(input.message);
      workspace.feed.emit({
        type: "session-stopped",
        channel: root.channel,
        threadTs: root.threadTs ?? root.ts,
        user: user(input.user).id,
      });
    },
    uninstall: () => workspace.uninstall(),

    command: ({ user: person, channel: place, command, text = "" }) =>
      interactions.command({ user: user(person), channel: channel(place, person), command, text }),
    act({ user: person, in: place, actionId, blockId, pick, answers = {} }) {
      const container = inside(user(person), place);
      const found = element(container, actionId, blockId);
      const picked = pick === undefined ? {} : elementValue(found.element, pick);
      return interactions.action({
        user: user(person),
        container,
        action: {
          ...picked,
          type: found.element.type ?? "",
          action_id: actionId,
          block_id: found.block.block_id ?? "",
        },
        values: stateValues(blocksOf(container), {
          ...answers,
          ...(pick === undefined || found.element.type === "overflow" ? {} : { [actionId]: pick }),
        }),
      });
    },
    options({ user: person, in: place, actionId, query = "" }) {
      const container = inside(user(person), place);
      const { block } = element(container, actionId);
      return interactions.options({ user: user(person), container, blockId: String(block.block_id), actionId, query });
    },
    submit({ user: person, view: wanted, answers = {} }) {
      const top = view(user(person), wanted);
      return interactions.submit({ user: user(person), view: top, values: stateValues(top.blocks, answers) });
    },
    closeView: ({ user: person, view: wanted }) =>
      interactions.close({ user: user(person), view: view(user(person), wanted) }),
    shortcut: ({ user: person, callbackId, message: place }) =>
      interactions.shortcut({ user: user(person), callbackId, message: place === undefined ? null : message(place) }),

    messages: (place, as) =>
      workspace.messages
        .list(channel(place, as).id)
        .filter((each) => each.threadTs === null && visible(each, as))
        .map(ui),
    thread: (place, as) =>
      workspace.messages
        .list(channel(place.channel).id)
        .filter((each) => (each.ts === place.ts || each.threadTs === place.ts) && visible(each, as))
        .map(ui),
    message: (place) => ui(message(place)),
    revisions: (place) => message(place).revisions,
    metadata: (place) => message(place).metadata,
    ephemerals: (person) =>
      workspace.messages
        .all()
        .filter(({ ephemeralFor }) => ephemeralFor === user(person).id)
        .map(ui),
    botMessages: () =>
      workspace.messages
        .all()
        .filter(({ botId, ephemeralFor }) => botId !== null && ephemeralFor === null)
        .map(ui),
    modals: (person) => workspace.views.modals(user(person).id).map(uiView),
    home(person) {
      const home = workspace.views.home(user(person).id);
      return home === null ? null : uiView(home, 0);
    },
    statuses: () => workspace.statuses(),
    notices: (person) => notices.filter((notice) => notice.user === user(person).id).map(({ text }) => text),
    traffic: () => context.traffic.list().filter(({ team }) => team === workspace.id || team === null),

    waitFor: (question, options) =>
      waitFor(question, [workspace.feed, context.traffic.feed, context.switches.feed, context.connected], options),
    settled: () => deliveries.settled(),
  };
}
