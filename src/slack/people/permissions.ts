/** Who may do what, asked by every action, command, view and event. */
import { CoursewrightError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { CourseRecord, Store } from "../../storage/store.ts";
import { mayPass } from "../publish/outcome.ts";
import type { Workspaces } from "../workspaces.ts";
import { createPeople, type People, type Standing } from "./people.ts";

/**
 * All that answer yes or no: no, when Slack refuses to say who somebody is.
 * @throws CoursewrightError `slack_unreachable` when it cannot say now: that decides nothing. Listeners ask through `inTime`.
 */
export type Permissions = {
  /** The workspace's owners and admins, and those added in settings. */
  isAdmin(workspaceId: string, userId: string): Promise<boolean>;
  /** Guests and people from connected workspaces read no documents. */
  mayReadDocuments(workspaceId: string, userId: string): Promise<boolean>;
  /** The requester and admins may cancel, retry after a failure, and delete. */
  mayControl(course: CourseRecord, userId: string): Promise<boolean>;
  /** Comes with the same answer of Slack's as the rest. */
  languageOf: People["languageOf"];
};

export function createPermissions({
  store,
  workspaces,
  clock,
  log,
}: {
  store: Pick<Store, "workspaces">;
  workspaces: Workspaces;
  clock: () => number;
  log: Log;
}): Permissions {
  const people = createPeople({ workspaces, clock, log });

  async function standingOf(workspaceId: string, userId: string): Promise<Standing> {
    try {
      return (await people.find(workspaceId, userId)).standing;
    } catch (error) {
      if (error instanceof CoursewrightError && error.code !== "slack_refused") throw error;
      if (mayPass(error)) {
        throw new CoursewrightError("slack_unreachable", "Slack did not say who a person is", { cause: error });
      }
      log.warn({ error, workspaceId, userId }, "could not ask Slack who a person is; taken as an outsider");
      return "outsider";
    }
  }

  async function isAdmin(workspaceId: string, userId: string): Promise<boolean> {
    const standing = await standingOf(workspaceId, userId);
    if (standing === "admin") return true;
    const { adminIds } = await store.workspaces.settings(workspaceId);
    return standing === "member" && adminIds.includes(userId);
  }

  return {
    isAdmin,
    mayReadDocuments: async (workspaceId, userId) => (await standingOf(workspaceId, userId)) !== "outsider",
    mayControl: async (course, userId) => course.requesterId === userId || isAdmin(course.workspaceId, userId),
    languageOf: people.languageOf,
  };
}
