/** How a course is spread over messages right now: how much goes into one, which slots exist, where they stand. */
import type { CourseView } from "../../course/view.ts";
import { type RenderOptions, renderCourse, renderSurplus } from "../render/course.ts";
import { messageBudget, smallerBudgets } from "../render/limits.ts";
import { cardSlot, type RenderedMessage } from "../render/message.ts";
import type { Calls } from "./calls.ts";
import type { Slots } from "./slots.ts";

/** Last of all: small enough that a message's `text` alone says everything. */
const plainBudget = { characters: 2_500, blocks: 20 } as const;

export type Layout = {
  /** Smaller messages from now on. False when they cannot become smaller. */
  shrink(): boolean;
  /** The message that a course's card begins with. */
  first(view: CourseView): RenderedMessage;
  /** Every slot that the course has or had, with what should stand there. */
  render(view: CourseView, slots: Slots): RenderedMessage[];
  /** Asks where messages stand that came after the closing one, so that those before can link to them. */
  learnLinks(slots: Slots, calls: Calls, channelId: string): Promise<void>;
  edited(slot: string): void;
  /** A number that grows with each edit; 0 for a slot that was not edited. */
  lastEdit(slot: string): number;
};

export function createLayout(): Layout {
  // The thumbs go first: they are what an older Slack is most likely to refuse.
  const sizes = [
    { budget: messageBudget, feedback: true },
    ...[messageBudget, ...smallerBudgets, plainBudget].map((budget) => ({ budget, feedback: false })),
  ];
  const links = new Map<string, string>();
  const edits = new Map<string, number>();
  let size = 0;
  let count = 0;

  const options = (): RenderOptions => ({ budget: plainBudget, feedback: false, ...sizes[size], links });
  /** Without blocks, for a Slack that takes none of ours. */
  const plain = (message: RenderedMessage) => (size === sizes.length - 1 ? { ...message, blocks: [] } : message);

  return {
    shrink() {
      if (size >= sizes.length - 1) return false;
      size += 1;
      return true;
    },
    first(view) {
      const [message = renderSurplus(cardSlot(1))] = renderCourse(view, options());
      return plain(message);
    },
    render(view, slots) {
      const rendered = renderCourse(view, options());
      const needed = new Set(rendered.map(({ slot }) => slot));
      const surplus = slots
        .all()
        .filter(({ name, ts }) => ts !== null && name.startsWith("card:") && !needed.has(name))
        .map(({ name }) => renderSurplus(name));
      return [...rendered, ...surplus].map(plain);
    },
    async learnLinks(slots, calls, channelId) {
      const closing = slots.all().find(({ name }) => name === "closing")?.ts;
      if (closing == null) return;
      for (const { name, ts } of slots.all()) {
        const late = name.startsWith("card:") && name !== cardSlot(1) && ts !== null && Number(ts) > Number(closing);
        if (!late || links.has(name)) continue;
        const answer = await calls.once("chat.getPermalink", (slack) =>
          slack.chat.getPermalink({ channel: channelId, message_ts: ts }),
        );
        // Without a link the words "continued below" have to do.
        if (answer.ok && answer.result.permalink !== undefined) links.set(name, answer.result.permalink);
      }
    },
    edited(slot) {
      count += 1;
      edits.set(slot, count);
    },
    lastEdit: (slot) => edits.get(slot) ?? 0,
  };
}
