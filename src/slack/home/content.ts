/** Reads what a person's Home shows. */
import type { Config } from "../../config.ts";
import type { FullStore } from "../../storage/create-store.ts";
import type { Permissions } from "../people/permissions.ts";
import type { Permalinks } from "../permalinks.ts";
import type { ListedCourse } from "../render/course-row.ts";
import { coursesPerPage, documentsPerPage, type HomeContent } from "../render/home.ts";
import type { HomeState } from "../render/home-state.ts";
import { readUsage } from "./usage.ts";

export type HomeStore = Pick<FullStore, "courses" | "documents" | "homes" | "usage" | "embeddingUsage" | "workspaces">;

/** A page that has become empty (its documents were deleted) falls back to the one before it. */
export function createHomeContent({
  store,
  permissions,
  permalinks,
  prices,
}: {
  store: HomeStore;
  permissions: Permissions;
  permalinks: Permalinks;
  /** Of the model's tokens; null tells no cost. */
  prices: Config["prices"];
}) {
  async function documentsOf(workspaceId: string, { search, starts }: HomeState["documents"]) {
    const filter = search === "" ? {} : { search };
    const before = starts.at(-1);
    const [all, found, rows] = await Promise.all([
      store.documents.count(workspaceId, {}),
      store.documents.count(workspaceId, filter),
      // One more than is shown tells whether there is a next page.
      store.documents.newest(workspaceId, {
        ...filter,
        ...(before !== undefined && { before }),
        limit: documentsPerPage + 1,
      }),
    ]);
    return {
      rows: rows.slice(0, documentsPerPage),
      search,
      all,
      found,
      from: starts.length * documentsPerPage + 1,
      hasPrevious: starts.length > 0,
      hasNext: rows.length > documentsPerPage,
    };
  }

  async function coursesOf(workspaceId: string, userId: string, { search, starts }: HomeState["courses"]) {
    const before = starts.at(-1);
    const listed = await store.courses.list(workspaceId, {
      requesterId: userId,
      ...(search !== "" && { search }),
      ...(before !== undefined && { before: new Date(before) }),
      limit: coursesPerPage + 1,
    });
    const rows: ListedCourse[] = await Promise.all(
      listed.slice(0, coursesPerPage).map(async (course) => ({
        course,
        link: await permalinks.of(workspaceId, { channelId: course.channelId, ts: course.threadTs }),
      })),
    );
    const hasPrevious = starts.length > 0;
    const hasNext = listed.length > coursesPerPage;
    return {
      rows,
      search,
      all: hasPrevious || hasNext ? null : rows.length,
      found: hasPrevious || hasNext ? null : rows.length,
      from: starts.length * coursesPerPage + 1,
      hasPrevious,
      hasNext,
    };
  }

  return async (workspaceId: string, userId: string, state: HomeState): Promise<HomeContent> => {
    const [isAdmin, mayRead, courses] = await Promise.all([
      permissions.isAdmin(workspaceId, userId),
      permissions.mayReadDocuments(workspaceId, userId),
      coursesOf(workspaceId, userId, state.courses),
    ]);
    const documents = await documentsOf(workspaceId, mayRead ? state.documents : { search: "", starts: [] });
    const isEmptyPage = documents.rows.length === 0 && state.documents.starts.length > 0;
    return {
      who: !mayRead ? "outsider" : isAdmin ? "admin" : "member",
      documents: isEmptyPage
        ? await documentsOf(workspaceId, { ...state.documents, starts: state.documents.starts.slice(0, -1) })
        : documents,
      courses,
      usage: mayRead && isAdmin ? await readUsage({ store, prices }, workspaceId, new Date()) : null,
    };
  };
}
