/** Searching and paging in Home: where somebody is changes, and their Home is published again. */

import { actionIds } from "../action-ids.ts";
import type { ActionListener } from "../listener.ts";
import { type ActionBody, actionBodySchema } from "../payloads.ts";
import { coursesPerPage, documentsPerPage } from "../render/home.ts";
import { type HomeList, type HomeState, longestSearch } from "../render/home-state.ts";
import type { SlackServices } from "../services.ts";

type Needs = Pick<SlackServices, "home" | "store" | "background">;
type Turn = (list: HomeList, body: ActionBody) => HomeList | Promise<HomeList>;

/** A listener for each of Home's ways to search and page, by its action. */
export function homeNavigation(needs: Needs): { action: string; listener: ActionListener }[] {
  const { store } = needs;
  const search: Turn = (_, { actions }) => ({
    search: (actions[0].value ?? "").trim().slice(0, longestSearch),
    starts: [],
  });
  const showAll: Turn = () => ({ search: "", starts: [] });
  const back: Turn = ({ search: words, starts }) => ({ search: words, starts: starts.slice(0, -1) });

  /** The next page begins behind the last row of this one: its number. */
  const nextDocuments: Turn = async (list, { team }) => {
    const before = list.starts.at(-1);
    const rows = await store.documents.newest(team.id, {
      ...(list.search !== "" && { search: list.search }),
      ...(before !== undefined && { before }),
      limit: documentsPerPage,
    });
    return withNext(list, rows.at(-1)?.number);
  };
  const olderCourses: Turn = async (list, { team, user }) => {
    const before = list.starts.at(-1);
    const rows = await store.courses.list(team.id, {
      requesterId: user.id,
      ...(list.search !== "" && { search: list.search }),
      ...(before !== undefined && { before: new Date(before) }),
      limit: coursesPerPage,
    });
    return withNext(list, rows.at(-1)?.createdAt.getTime());
  };

  return [
    { action: actionIds.searchDocuments, listener: turning(needs, "documents", search) },
    { action: actionIds.showAllDocuments, listener: turning(needs, "documents", showAll) },
    { action: actionIds.previousDocuments, listener: turning(needs, "documents", back) },
    { action: actionIds.nextDocuments, listener: turning(needs, "documents", nextDocuments) },
    { action: actionIds.searchCourses, listener: turning(needs, "courses", search) },
    { action: actionIds.showAllCourses, listener: turning(needs, "courses", showAll) },
    { action: actionIds.newerCourses, listener: turning(needs, "courses", back) },
    { action: actionIds.olderCourses, listener: turning(needs, "courses", olderCourses) },
  ];
}

function turning({ home, background }: Needs, which: keyof HomeState, turn: Turn): ActionListener {
  return async ({ body: raw, ack }) => {
    const body = actionBodySchema.parse(raw);
    background.run("turn a page of Home", () =>
      home.turn(body.team.id, body.user.id, async (state) => ({ ...state, [which]: await turn(state[which], body) })),
    );
    await ack();
  };
}

function withNext({ search, starts }: HomeList, next: number | undefined): HomeList {
  return { search, starts: next === undefined ? starts : [...starts, next] };
}
