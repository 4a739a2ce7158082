/** A course as Markdown, for people: to read, to print, to put into a wiki. */
import type { Course, Place } from "../course/schema.ts";
import { exportTexts as words } from "../texts/exports.ts";
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
      ...(serves.length === 0 ? [] : [words.serves(serves.join(", "), serves.length)]),
      ...(cited.length === 0 ? [] : [words.sources(cited.map((label) => `\\[${label}\\]`).join(" "))]),
    ];
    return said.length === 0 ? [] : [`*${said.join(" · ")}*`];
  };
  return blocks([
    `# ${inline(overview.title)}`,
    paragraphs(overview.description),
    `**${words.length}:** ${inline(overview.duration_estimate)} · **${words.level}:** ${overview.difficulty_level}`,
    `## ${words.objectives}`,
    objectives.map(({ text, bloom_level }, index) => `${index + 1}. ${inline(text)} (${bloom_level})`).join("\n"),
    `## ${words.modules}`,
    ...modules.flatMap((module, index) => [
      `### ${index + 1}. ${inline(module.title)} (${inline(module.duration)})`,
      paragraphs(module.description),
      module.topics.map((topic) => `- ${inline(topic)}`).join("\n"),
      ...beneath(module),
    ]),
    `## ${words.assessments}`,
    ...assessments.flatMap((assessment, index) => [
      `### ${index + 1}. ${inline(assessment.title)} (${words.assessmentType[assessment.type]})`,
      paragraphs(assessment.description),
      ...beneath(assessment),
    ]),
    ...sources(course, labels),
    "---",
    words.footer(context.version, context.at),
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
    `## ${words.documents}`,
    ...references.map(({ number, title, passages, named }) => {
      const cited = passages
        .flatMap(({ id, place }) => ({ label: labels.get(id), text: placeText(place) }))
        .filter(({ label }) => label !== undefined)
        .toSorted((one, other) => (one.label ?? 0) - (other.label ?? 0))
        .map(({ label, text }) => `- \\[${label}\\] ${text}`);
      const remark = cited.length > 0 ? "" : ` (${named ? words.unused : words.used})`;
      return [`**@${number} ${inline(title)}**${remark}`, ...(cited.length === 0 ? [] : ["", ...cited])].join("\n");
    }),
  ];
}

function placeText({ page, slide, sheet, heading_path }: Place): string {
  const parts = [
    ...(page === null ? [] : [words.page(page)]),
    ...(slide === null ? [] : [words.slide(slide)]),
    ...(sheet === null ? [] : [words.sheet(inline(sheet))]),
    ...(heading_path.length === 0 ? [] : [heading_path.map(inline).join(" › ")]),
  ];
  return parts.join(", ") || words.wholeDocument;
}

/** Blocks of a Markdown file, parted by empty lines. */
export function blocks(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
