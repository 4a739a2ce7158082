/** The objectives, numbered, each with its level in Bloom's taxonomy. */
import type { Objective } from "../../course/schema.ts";
import { texts } from "../../texts.ts";
import { divider, sentence, words } from "./blocks.ts";
import { createFlow } from "./flow.ts";
import type { Unit } from "./message.ts";
import { line } from "./text.ts";

/** `grows` marks the last one as unfinished; `limit` is the size of a stretch. */
export function renderObjectives(objectives: readonly Partial<Objective>[], grows: boolean, limit: number): Unit[] {
  const heading = texts.card.section.objectives;
  const flow = createFlow({
    limit,
    lead: { blocks: [divider(), sentence(`*${heading}*`)], spoken: heading },
    continues: texts.card.itemContinued(heading),
  });
  const items = objectives.map(({ text = "", bloom_level }, index) => {
    const unfinished = grows && index === objectives.length - 1 && bloom_level === undefined;
    const shown = `${line(text)}${unfinished ? texts.card.more : ""}` || texts.card.more;
    const level = bloom_level === undefined ? "" : line(texts.values.bloom(bloom_level));
    return {
      elements: [...words(shown), ...(level === "" ? [] : words(`  ·  ${level}`, { italic: true }))],
      spoken: level === "" ? shown : `${shown} (${level})`,
    };
  });
  flow.items("ordered", items);
  return flow.end();
}
