/** Supplements on the card: a heading, then each item's title in bold with its text. */
import type { WrittenSupplement } from "../../course/supplement-schema.ts";
import { texts } from "../../texts.ts";
import { divider, sentence, words } from "./blocks.ts";
import { createFlow } from "./flow.ts";
import type { Unit } from "./message.ts";
import { line, mrkdwnLine } from "./text.ts";

/** `limit` is the size of a stretch. */
export function renderSupplements(supplements: readonly WrittenSupplement[], limit: number): Unit[] {
  return supplements.flatMap((supplement) => {
    const heading = texts.card.supplement(supplement.heading);
    const flow = createFlow({
      limit,
      lead: { blocks: [divider(), sentence(`*${mrkdwnLine(heading)}*`)], spoken: heading },
      continues: texts.card.itemContinued(heading),
    });
    for (const { title, text } of supplement.items) {
      flow.line(words(line(title), { bold: true }), line(title));
      flow.text(text);
    }
    return flow.end();
  });
}
