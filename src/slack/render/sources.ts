/** The end of a card: the documents it rests on, and who drafted it. */
import type { Place } from "../../course/schema.ts";
import type { CourseView, ReferenceView } from "../../course/view.ts";
import { obstacleText } from "../../texts/sentences.ts";
import { texts } from "../../texts.ts";
import { actionIds, writePassageValue } from "../action-ids.ts";
import { divider, note, plain, sentence, words } from "./blocks.ts";
import type { CitationLabels } from "./citations.ts";
import { createFlow } from "./flow.ts";
import { slackLimits } from "./limits.ts";
import type { Unit } from "./message.ts";
import { truncate } from "./split.ts";
import { line } from "./text.ts";

/** Documents can have headings of any length; the card says where, the document itself says it in full. */
const longestPlace = 240;
const longestTitle = 300;

/** Each document with the passages that are cited, and those named but unused. */
export function renderSources(
  references: readonly ReferenceView[],
  labels: CitationLabels,
  { limit, courseId }: { limit: number; courseId: string },
): Unit[] {
  if (references.length === 0) return [];
  const heading = texts.card.referencesHeading;
  const lead = { blocks: [divider(), sentence(`*${heading}*`)], spoken: heading };
  return references.flatMap((reference, index) => {
    const title = `@${reference.number} ${truncate(line(reference.title), longestTitle)}`;
    const flow = createFlow({ limit, ...(index === 0 && { lead }), continues: texts.card.itemContinued(title) });
    const cited = reference.passages
      .flatMap(({ id, place }) => {
        const label = labels.get(id);
        return label === undefined ? [] : [{ id, label, text: `[${label}] ${placeText(place)}` }];
      })
      .sort((first, second) => first.label - second.label);
    const remark = reference.unused ? texts.card.unused : cited.length === 0 ? texts.card.used : "";
    flow.line(
      [...words(title, { bold: true }), ...(remark === "" ? [] : words(`  ·  ${remark}`, { italic: true }))],
      remark === "" ? title : `${title}: ${remark}`,
    );
    flow.items(
      "bullet",
      cited.map(({ text }) => ({ elements: words(text), spoken: text })),
    );
    return [...flow.end(), ...passageButtons(cited, courseId)];
  });
}

type Cited = { id: string; label: number; text: string };

/** More than a few would be a wall of buttons. */
const mostButtons = 5;
const mostOptions = 100;

/** Under each document, what opens its passages: buttons for a few, a menu for many. */
function passageButtons(cited: readonly Cited[], courseId: string): Unit[] {
  if (cited.length === 0) return [];
  if (cited.length <= mostButtons) {
    const elements = cited.map(({ id, label }) => ({
      type: "button" as const,
      action_id: `${actionIds.openPassage}:${label}`,
      text: plain(texts.passage.button(label)),
      accessibility_label: texts.passage.open(label),
      value: writePassageValue(courseId, id),
    }));
    return [{ blocks: [{ type: "actions", elements }], spoken: "", reserve: 0 }];
  }
  const menus = Array.from({ length: Math.ceil(cited.length / mostOptions) }, (_, index) => ({
    type: "static_select" as const,
    action_id: `${actionIds.choosePassage}:${index + 1}`,
    placeholder: plain(texts.passage.choose),
    options: cited.slice(index * mostOptions, (index + 1) * mostOptions).map(({ id, text }) => ({
      text: plain(truncate(text, slackLimits.buttonText)),
      value: writePassageValue(courseId, id),
    })),
  }));
  return [{ blocks: [{ type: "actions", elements: menus }], spoken: "", reserve: 0 }];
}

/** Where a passage stands: "page 3, Passwords › Length". */
export function placeText({ page, slide, sheet, heading_path }: Place): string {
  const headings = heading_path.map(line).filter((heading) => heading !== "");
  const parts = [
    ...(page === null ? [] : [texts.card.page(page)]),
    ...(slide === null ? [] : [texts.card.slide(slide)]),
    ...(sheet === null ? [] : [texts.card.sheet(line(sheet))]),
    ...(headings.length === 0 ? [] : [headings.join(" › ")]),
  ];
  return truncate(parts.join(", ") || texts.card.wholeDocument, longestPlace);
}

/** "Drafted offline from your documents", when no language model wrote, and that it could not write the language asked for. */
export function renderWriter({ writer, references, brief, version }: CourseView): Unit[] {
  if (writer !== "offline") return [];
  const used = references.some(({ unused }) => !unused);
  // Texts outlive the documents that a reply has dropped, so of a changed course only so much is certain.
  const unused = version > 1 ? texts.card.offlineChanged : texts.card.offlineWithoutDocuments;
  const said = used ? texts.card.offlineWithDocuments : unused;
  const { language } = brief;
  const foreign =
    language === null || offlineLanguages.test(language)
      ? []
      : [obstacleText({ code: "needs_model", wish: language, what: "language" })];
  return [...foreign, said].map((text) => ({ blocks: [note(text)], spoken: text, reserve: 200 }));
}

/** What can be written without a language model, as BCP 47 tags. */
const offlineLanguages = /^(?:en|de)\b/i;
