/** A reviser whose tokens are counted, as those of a first draft are. */
import type { UsageRepository } from "../storage/usage.ts";
import type { Reviser } from "./reviser.ts";
import { tokensSpent } from "./spending.ts";

/** The offline reviser costs nothing and is left as it is. What cannot be counted now is told to `failed` and does not stop the work. */
export function countReviser(
  reviser: Reviser,
  usage: Pick<UsageRepository, "add">,
  failed: (error: unknown) => void,
): Reviser {
  if (reviser.kind === "offline") return reviser;
  return {
    kind: reviser.kind,
    query: (task) => reviser.query(task),
    async revise(task, signal) {
      const revised = await reviser.revise(task, signal);
      const { workspaceId, courseId } = task;
      await usage
        .add(
          { workspaceId, courseId, requestId: null, model: revised.model },
          { modelCalls: 1, ...tokensSpent(revised.usage) },
        )
        .catch(failed);
      return revised;
    },
  };
}
