/** The App Home. Pure: what it shows depends on its input alone. Slack allows a hundred blocks; two pages of rows stay below. */
import type { Button, HomeView, KnownBlock } from "@slack/types";
import type { DocumentRecord } from "../../storage/documents-port.ts";
import { texts } from "../../texts.ts";
import { type ActionId, actionIds } from "../action-ids.ts";
import { divider, header, note, plain, sentence } from "./blocks.ts";
import { courseRow, type ListedCourse } from "./course-row.ts";
import { documentRow } from "./home-documents.ts";
import { longestSearch } from "./home-state.ts";
import { type HomeUsage, usageBlocks } from "./home-usage.ts";
import { mrkdwnLine } from "./text.ts";

/** How many rows a page has. */
export const documentsPerPage = 20;
export const coursesPerPage = 10;
/** Below this many there is nothing to search. */
const worthSearching = 6;

export type HomePage<Row> = {
  rows: readonly Row[];
  search: string;
  /** How many there are without the search; null for more than a page of them. */
  all: number | null;
  /** Among those found: how many there are, and which is the first shown, counted from 1. Null where nobody counted. */
  found: number | null;
  from: number;
  hasPrevious: boolean;
  hasNext: boolean;
};
export type HomeContent = {
  who: "admin" | "member" | "outsider";
  documents: HomePage<DocumentRecord>;
  courses: HomePage<ListedCourse>;
  /** Told to admins alone; null where it was not read. */
  usage: HomeUsage | null;
};

export function renderHome({ who, documents, courses, usage }: HomeContent): HomeView {
  return {
    type: "home",
    blocks: [
      header(texts.home.heading),
      sentence(texts.home.welcome),
      topButtons(who, documents.all),
      divider(),
      header(texts.home.documents),
      ...(who === "outsider" ? [sentence(texts.home.outsiders)] : documentBlocks(who, documents)),
      divider(),
      header(texts.home.courses),
      ...courseBlocks(courses),
      ...(who === "admin" && usage !== null ? usageBlocks(usage) : []),
    ],
  };
}

function topButtons(who: HomeContent["who"], documents: number | null): KnownBlock {
  const emptyHanded = who === "admin" && documents === 0;
  return {
    type: "actions",
    block_id: "home_top",
    elements: [
      homeButton(texts.home.create, actionIds.createCourse, { primary: !emptyHanded }),
      ...(who === "admin"
        ? [
            homeButton(texts.home.addDocument, actionIds.addDocument, { primary: emptyHanded }),
            homeButton(texts.home.settings, actionIds.settings),
          ]
        : []),
    ],
  };
}

function documentBlocks(who: "admin" | "member", page: HomePage<DocumentRecord>): KnownBlock[] {
  if (page.all === 0) return [sentence(who === "admin" ? texts.home.noDocumentsAdmin : texts.home.noDocuments)];
  return [
    note(texts.home.documentsIntro),
    ...searchBlocks(page, {
      id: "documents_search",
      action: actionIds.searchDocuments,
      label: texts.home.search,
      placeholder: texts.home.searchPlaceholder,
      clear: actionIds.showAllDocuments,
    }),
    ...page.rows.flatMap((document) => documentRow(document, who)),
    ...pageButtons(page, {
      id: "documents_pages",
      previous: homeButton(texts.home.previous, actionIds.previousDocuments),
      next: homeButton(texts.home.next, actionIds.nextDocuments),
    }),
  ];
}

function courseBlocks(page: HomePage<ListedCourse>): KnownBlock[] {
  if (page.rows.length === 0 && page.search === "" && !page.hasPrevious) return [sentence(texts.home.noCourses)];
  return [
    ...searchBlocks(page, {
      id: "courses_search",
      action: actionIds.searchCourses,
      label: texts.home.searchCourses,
      placeholder: texts.home.searchCoursesPlaceholder,
      clear: actionIds.showAllCourses,
    }),
    ...page.rows.map(courseRow),
    ...pageButtons(page, {
      id: "courses_pages",
      previous: homeButton(texts.home.newer, actionIds.newerCourses),
      next: homeButton(texts.home.older, actionIds.olderCourses),
    }),
  ];
}

/** The id changes with the search, so that what was typed is forgotten when all is shown again, and not before. */
function searchBlocks(
  { all, search, found }: Pick<HomePage<unknown>, "all" | "search" | "found">,
  names: { id: string; action: ActionId; label: string; placeholder: string; clear: ActionId },
): KnownBlock[] {
  if (search === "" && all !== null && all < worthSearching) return [];
  const said = mrkdwnLine(search);
  return [
    {
      type: "input",
      block_id: `${names.id}:${search}`,
      dispatch_action: true,
      optional: true,
      label: plain(names.label),
      element: {
        type: "plain_text_input",
        action_id: names.action,
        max_length: longestSearch,
        placeholder: plain(names.placeholder),
        dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
        ...(search !== "" && { initial_value: search }),
      },
    },
    ...(search === ""
      ? []
      : [
          sentence(foundText(found, said), {
            type: "button",
            action_id: names.clear,
            text: plain(texts.home.clear),
          }),
        ]),
  ];
}

function foundText(found: number | null, search: string): string {
  if (found === null) return texts.home.results(search);
  return found === 0 ? texts.home.nothingFound(search) : texts.home.found(found, search);
}

function pageButtons(
  { rows, from, found, hasPrevious, hasNext }: HomePage<unknown>,
  { id, previous, next }: { id: string; previous: Button; next: Button },
): KnownBlock[] {
  if (!hasPrevious && !hasNext) return [];
  return [
    ...(found === null ? [] : [note(texts.home.range(from, from + rows.length - 1, found))]),
    { type: "actions", block_id: id, elements: [...(hasPrevious ? [previous] : []), ...(hasNext ? [next] : [])] },
  ];
}

function homeButton(label: string, action: ActionId, { primary = false } = {}): Button {
  return {
    type: "button",
    action_id: action,
    text: plain(label),
    ...(primary && { style: "primary" }),
  };
}
