/** Modules and assessments: a bold title, the text, topics, and in grey what they serve and rest on. */
import type { RichTextElement } from "@slack/types";
import type { Assessment, CourseModule, Objective } from "../../course/schema.ts";
import { texts } from "../../texts.ts";
import { divider, literalNote, sentence, words } from "./blocks.ts";
import { type CitationLabels, labelText } from "./citations.ts";
import { createFlow, type Flow } from "./flow.ts";
import type { Unit } from "./message.ts";
import { line } from "./text.ts";

export type ItemContext = {
  objectives: readonly Partial<Objective>[];
  labels: CitationLabels;
  /** The last item is unfinished. */
  grows: boolean;
  /** Size of a stretch. */
  limit: number;
};

/** Room in a title's line for what arrives after the title. */
const besideTitle = 60;

export function renderModules(modules: readonly Partial<CourseModule>[], context: ItemContext): Unit[] {
  return renderItems(texts.card.section.modules, modules, context, (module, index) => ({
    title: `${module.order ?? index + 1}. ${line(module.title ?? "")}`,
    beside: line(texts.values.duration(module.duration ?? "")),
    topics: module.topics ?? [],
  }));
}

export function renderAssessments(assessments: readonly Partial<Assessment>[], context: ItemContext): Unit[] {
  return renderItems(texts.card.section.assessments, assessments, context, ({ title = "", type }) => ({
    title: line(title),
    beside: type === undefined ? "" : (texts.card.assessmentType[type] ?? line(type)),
    topics: [],
  }));
}

type Item = Pick<Partial<CourseModule>, "description" | "objective_ids" | "citations">;
type Heading = { title: string; beside: string; topics: readonly string[] };

function renderItems<Each extends Item>(
  heading: string,
  items: readonly Each[],
  context: ItemContext,
  headingOf: (item: Each, index: number) => Heading,
): Unit[] {
  const lead = { blocks: [divider(), sentence(`*${heading}*`)], spoken: heading };
  if (items.length === 0) return createLone(lead, context.limit);
  return items.flatMap((item, index) => {
    const { title, beside, topics } = headingOf(item, index);
    const flow = createFlow({
      limit: context.limit,
      ...(index === 0 && { lead }),
      continues: texts.card.itemContinued(title),
    });
    const last = context.grows && index === items.length - 1 && item.objective_ids === undefined;
    const growing = last ? growingField(item.description, topics) : null;
    const mark = (field: typeof growing) => (growing === field ? texts.card.more : "");
    flow.line(
      titleLine(`${title}${mark("title")}`, beside),
      beside === "" ? title : `${title} · ${beside}`,
      besideTitle,
    );
    if (item.description !== undefined) flow.text(`${item.description}${mark("description")}`);
    addTopics(flow, topics, mark("topics"));
    addNote(flow, item, context);
    return flow.end();
  });
}

function titleLine(title: string, beside: string): RichTextElement[] {
  return [...words(title.trim() || texts.card.more, { bold: true }), ...(beside === "" ? [] : words(`  ·  ${beside}`))];
}

function addTopics(flow: Flow, topics: readonly string[], mark: string): void {
  const shown = topics.map(line).map((topic, index) => (index === topics.length - 1 ? `${topic}${mark}` : topic));
  flow.items(
    "bullet",
    shown.filter((topic) => topic !== "").map((topic) => ({ elements: words(topic), spoken: topic })),
  );
}

/** "Objectives 1, 3 · Sources [1] [2]" */
function addNote(flow: Flow, { objective_ids = [], citations = [] }: Item, { objectives, labels }: ItemContext): void {
  const numbers = objectives.flatMap(({ id }, index) =>
    id !== undefined && objective_ids.includes(id) ? index + 1 : [],
  );
  const sources = labelText(labels, citations);
  const served = numbers.length === 1 ? texts.card.servesObjective : texts.card.servesObjectives;
  const said = [
    ...(numbers.length === 0 ? [] : [served(numbers.join(", "))]),
    ...(sources === "" ? [] : [texts.card.sources(sources)]),
  ].join("  ·  ");
  if (said !== "") flow.block(literalNote(said), said);
}

/** Models write an item's fields in order, so the last one that is there is the one that grows. */
function growingField(description: string | undefined, topics: readonly string[]) {
  if (topics.length > 0) return "topics";
  return description === undefined ? "title" : "description";
}

/** A heading whose first item is still to come. */
function createLone(lead: { blocks: Unit["blocks"]; spoken: string }, limit: number): Unit[] {
  const flow = createFlow({ limit, lead, continues: lead.spoken });
  flow.line(words(texts.card.more), texts.card.more);
  return flow.end();
}
