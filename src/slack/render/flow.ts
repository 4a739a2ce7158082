/** Pours the text of a section into stretches of limited size, in order and without losing a character. */
import type { KnownBlock, RichTextBlock, RichTextElement, RichTextSection } from "@slack/types";
import { list, paragraph, richText, words } from "./blocks.ts";
import type { Unit } from "./message.ts";
import { weigh } from "./pack.ts";
import { split } from "./split.ts";
import { literal } from "./text.ts";

/** Below this there is no point in beginning a text at the end of a stretch. */
const leastRoom = 200;

export type Flow = {
  /** A line that is torn only when it does not fit anywhere. `reserve` keeps room for what it may still get. */
  line(elements: RichTextElement[], spoken: string, reserve?: number): void;
  /** Text of strangers of any length. */
  text(text: string): void;
  /** Items of one list; `number` is the first one's number in an ordered list. */
  items(style: "bullet" | "ordered", items: readonly { elements: RichTextElement[]; spoken: string }[]): void;
  /** A block below the text. */
  block(block: KnownBlock, spoken: string): void;
  end(): Unit[];
};

/** `lead` are blocks that stand before the first text (a divider, a heading) and are never parted from it. */
export function createFlow({
  limit,
  lead,
  continues,
}: {
  limit: number;
  lead?: { blocks: KnownBlock[]; spoken: string };
  continues: string;
}): Flow {
  const units: Unit[] = [];
  let before = lead?.blocks ?? [];
  let elements: RichTextBlock["elements"] = [];
  let after: KnownBlock[] = [];
  let spoken = lead === undefined || lead.spoken === "" ? [] : [lead.spoken];
  let weight = weigh(before);

  function flush(): void {
    const blocks = [...before, ...(elements.length > 0 ? [richText(elements)] : []), ...after];
    if (blocks.length === 0) return;
    // Containers and a lead may weigh a little on top of the text.
    const unit = { blocks, spoken: spoken.join("\n"), reserve: limit + 100 };
    units.push(units.length === 0 ? unit : { ...unit, continues });
    before = [];
    elements = [];
    after = [];
    spoken = [];
    weight = 0;
  }
  function room(needed: number): void {
    // Text after a note would need a block of its own: begin anew.
    if (after.length > 0 || (weight + needed > limit && (elements.length > 0 || after.length > 0))) flush();
  }
  function add(element: RichTextBlock["elements"][number], said: string, reserve = 0): void {
    const own = weigh(element) + reserve;
    room(own);
    elements.push(element);
    if (said !== "") spoken.push(said);
    weight += own;
  }

  return {
    line(lineElements, said, reserve) {
      for (const [index, portion] of portions(lineElements, limit).entries()) {
        add(paragraph(portion), index === 0 ? said : "", index === 0 ? reserve : 0);
      }
    },
    text(text) {
      let rest = literal(text);
      while (rest !== "") {
        const free = limit - weight - 30;
        if (free < leastRoom || after.length > 0) flush();
        const piece = split(rest, Math.max(limit - weight - 30, leastRoom))[0] ?? rest;
        rest = rest.slice(piece.length);
        add(paragraph(words(piece)), piece);
      }
    },
    items(style, items) {
      let open: RichTextSection[] = [];
      let first = 0;
      const close = (next: number) => {
        if (open.length > 0) elements.push(list(style, open, style === "ordered" ? first : 0));
        open = [];
        first = next;
      };
      const sections = items.flatMap(({ elements: all, spoken: said }, index) =>
        portions(all, limit).map((portion, part) => ({
          section: paragraph(portion),
          said: part > 0 ? "" : style === "ordered" ? `${index + 1}. ${said}` : `• ${said}`,
        })),
      );
      sections.forEach(({ section, said }, index) => {
        const own = weigh(section);
        if (after.length > 0 || (weight + own > limit && (elements.length > 0 || open.length > 0))) {
          close(index);
          flush();
        }
        open.push(section);
        if (said !== "") spoken.push(said);
        weight += own;
      });
      close(sections.length);
    },
    block(block, said) {
      // A note may stick out a little rather than stand alone in a stretch of its own.
      if (weight + weigh(block) > limit + 100) flush();
      after.push(block);
      spoken.push(said);
      weight += weigh(block);
    },
    end() {
      flush();
      return units;
    },
  };
}

/** Elements in portions that each fit into a stretch: one, unless a text is longer than any ought to be. */
function portions(elements: readonly RichTextElement[], limit: number): RichTextElement[][] {
  if (weigh(elements) + 20 <= limit) return [[...elements]];
  const pieces = elements.flatMap((element) =>
    element.type === "text"
      ? split(element.text, Math.floor(limit * 0.8)).map((text): RichTextElement => ({ ...element, text }))
      : [element],
  );
  const portioned: RichTextElement[][] = [];
  for (const piece of pieces) {
    const last = portioned.at(-1);
    if (last !== undefined && weigh(last) + weigh(piece) + 20 <= limit) last.push(piece);
    else portioned.push([piece]);
  }
  return portioned;
}
