/** A course as Markdown, for people: to read, to print, to put into a wiki. */
import type { Course, Place } from "../course/schema.ts";
import { texts } from "../texts.ts";
import type { ExportContext } from "./index.ts";
import { inline, paragraphs } from "./markdown-text.ts";

/** Headings, numbered objectives, modules and assessments with what they serve and rest on, and the sources at the end. */
export function writeMarkdown(course: Course, context: ExportContext): string {
  const { overview, objectives, modules, assessments } = course;
  const places = new Map(objectives.map(({ id }, index) => [id, index + 1]));
  const labels = labelsOf(course);
  const beneath = (item: { objective_ids: readonly string[]; citations: readonly string[] }) => {
    const serves = item.objective_ids.flatMap((id) => places.get(id) ?? []);
    const cited = [...new Set(item.citations)].flatMap((id) => labels.get(id) ?? []).toSorted((a, b) => a - b);
    const said = [
      ...(serves.length === 0 ? [] : [texts.exported.serves(serves.join(", "), serves.length)]),
      ...(cited.length === 0 ? [] : [texts.exported.sources(cited.map((label) => `\\[${label}\\]`).join(" "))]),
    ];
    return said.length === 0 ? [] : [`*${said.join(" · ")}*`];
  };
  return blocks([
    `# ${inline(overview.title)}`,
    paragraphs(overview.description),
    `**${texts.exported.length}:** ${inline(texts.values.duration(overview.duration_estimate))} · **${texts.exported.level}:** ${texts.values.level(overview.difficulty_level)}`,
    `## ${texts.exported.objectives}`,
    objectives
      .map(({ text, bloom_level }, index) => `${index + 1}. ${inline(text)} (${texts.values.bloom(bloom_level)})`)
      .join("\n"),
    `## ${texts.exported.modules}`,
    ...modules.flatMap((module, index) => [
      `### ${index + 1}. ${inline(module.title)} (${inline(texts.values.duration(module.duration))})`,
      paragraphs(module.description),
      module.topics.map((topic) => `- ${inline(topic)}`).join("\n"),
      ...beneath(module),
    ]),
    `## ${texts.exported.assessments}`,
    ...assessments.flatMap((assessment, index) => [
      `### ${index + 1}. ${inline(assessment.title)} (${texts.exported.assessmentType[assessment.type]})`,
      paragraphs(assessment.description),
      ...beneath(assessment),
    ]),
    ...(course.supplements ?? []).flatMap(({ heading, items }) => [
      `## ${inline(texts.card.supplement(heading))}`,
      ...items.flatMap(({ title, text }) => [`### ${inline(title)}`, paragraphs(text)]),
    ]),
    ...sources(course, labels),
    "---",
    texts.exported.footer(context.version, context.at),
  ]);
}

/** [1], [2] … in the order in which a reader meets them, as on the card. */
function labelsOf({ modules, assessments }: Course): ReadonlyMap<string, number> {
  const cited = [...modules, ...assessments].flatMap(({ citations }) => citations);
  return new Map([...new Set(cited)].map((id, index) => [id, index + 1]));
}

function sources({ references }: Course, labels: ReadonlyMap<string, number>): string[] {
  if (references.length === 0) return [];
  return [
    `## ${texts.exported.documents}`,
    ...references.map(({ number, title, passages, named }) => {
      const cited = passages
        .flatMap(({ id, place }) => ({ label: labels.get(id), text: placeText(place) }))
        .filter(({ label }) => label !== undefined)
        .toSorted((one, other) => (one.label ?? 0) - (other.label ?? 0))
        .map(({ label, text }) => `- \\[${label}\\] ${text}`);
      const remark = cited.length > 0 ? "" : ` (${named ? texts.exported.unused : texts.exported.used})`;
      return [`**@${number} ${inline(title)}**${remark}`, ...(cited.length === 0 ? [] : ["", ...cited])].join("\n");
    }),
  ];
}

function placeText({ page, slide, sheet, heading_path }: Place): string {
  const parts = [
    ...(page === null ? [] : [texts.exported.page(page)]),
    ...(slide === null ? [] : [texts.exported.slide(slide)]),
    ...(sheet === null ? [] : [texts.exported.sheet(inline(sheet))]),
    ...(heading_path.length === 0 ? [] : [heading_path.map(inline).join(" › ")]),
  ];
  return parts.join(", ") || texts.exported.wholeDocument;
}

/** Blocks of a Markdown file, parted by empty lines. */
export function blocks(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
