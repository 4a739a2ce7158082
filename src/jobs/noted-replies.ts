/** Replies that came before there was a draft, whether it was cancelled or failed: they were noted, and are taken up once there is one. */
import { reviseOutcomeSchema } from "../course/revision.ts";
import type { Lease, RequestRepository } from "../storage/store.ts";

/** More than anybody writes while a draft fails. */
const mostNoted = 100;

/**
 * Asks again for what was answered with `not_written`, in the order in which it was said. Called again it asks for nothing twice.
 * @returns how many were asked for
 */
export async function takeNotedReplies(
  requests: Pick<RequestRepository, "finished" | "accept">,
  { lane }: Pick<Lease, "lane">,
): Promise<number> {
  let taken = 0;
  for (const { workspaceId, key, kind, payload, authorId, outcome } of await requests.finished(lane, mostNoted)) {
    const said = reviseOutcomeSchema.safeParse(outcome);
    if (kind !== "revise" || !said.success || said.data.kind !== "explained") continue;
    if (!said.data.obstacles.some(({ code }) => code === "not_written")) continue;
    const { isNew } = await requests.accept({
      workspaceId,
      key: `${key}:later`,
      lane,
      kind,
      payload,
      authorId,
    });
    if (isNew) taken += 1;
  }
  return taken;
}
