/** Opens modals in time: a trigger lives three seconds, so whatever is not there at once opens as "Loading…" and is filled in. */
import type { ModalView } from "@slack/types";
import { z } from "zod";
import { codeOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { texts } from "../texts.ts";
import type { Background } from "./background.ts";
import { loadingModal, noticeModal } from "./render/modals.ts";
import { within } from "./within.ts";
import type { Workspaces } from "./workspaces.ts";

export type OpenModal = (asked: {
  workspaceId: string;
  triggerId: string;
  /** Put on top of the modal that the click was in, rather than in its place. */
  onTop?: boolean;
  build: () => Promise<ModalView>;
}) => Promise<void>;

const openedSchema = z.object({ view: z.object({ id: z.string() }) });

/** @param graceMs how long to wait for the modal itself before "Loading…" is opened in its place */
export function createModalOpener({
  workspaces,
  background,
  log,
  graceMs = 400,
}: {
  workspaces: Workspaces;
  background: Background;
  log: Log;
  graceMs?: number;
}): OpenModal {
  return async ({ workspaceId, triggerId, onTop = false, build }) => {
    const client = await workspaces.client(workspaceId);
    const open = (view: ModalView) =>
      onTop ? client.views.push({ trigger_id: triggerId, view }) : client.views.open({ trigger_id: triggerId, view });
    const built = build().catch((error: unknown): ModalView => {
      log.warn({ error, workspaceId }, "a modal could not be put together");
      const isAway = codeOf(error) === "slack_unreachable";
      return noticeModal(texts.home.heading, isAway ? texts.permissions.unsure : texts.failures.internal());
    });
    const inTime = await within(graceMs, built);
    if (inTime !== null) {
      await open(inTime);
      return;
    }
    const { view } = openedSchema.parse(await open(loadingModal()));
    background.run("fill a modal", async () => client.views.update({ view_id: view.id, view: await built }));
  };
}
