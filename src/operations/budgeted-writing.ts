/** Writers that stop at the workspace's budget: no call begins once the month's tokens are used up. What is running is let finish. */
import type { Reviser } from "../authoring/reviser.ts";
import type { Writer } from "../authoring/writer.ts";
import { CoursewrightError } from "../errors.ts";

/** The workspace's tokens of this month, and how many it may use; null when it has no limit. */
export type ReadBudget = (workspaceId: string) => Promise<{ used: number; limit: number } | null>;

async function check(read: ReadBudget, workspaceId: string): Promise<void> {
  const budget = await read(workspaceId);
  if (budget === null || budget.used < budget.limit) return;
  throw new CoursewrightError("model_quota", "the workspace's tokens of this month are used up", {
    facts: { tokens: budget.limit },
  });
}

/** The offline writer costs nothing and is left as it is. Throws CoursewrightError `model_quota` when there is none left. */
export function keepBudget(writer: Writer, read: ReadBudget): Writer {
  if (writer.kind === "offline") return writer;
  const { writePart } = writer;
  return {
    kind: writer.kind,
    async *writeSection(task, signal) {
      await check(read, task.workspaceId);
      yield* writer.writeSection(task, signal);
    },
    ...(writePart !== undefined && {
      async *writePart(task, signal) {
        await check(read, task.workspaceId);
        yield* writePart(task, signal);
      },
    }),
  };
}

/** The same for replies. */
export function keepReviserBudget(reviser: Reviser, read: ReadBudget): Reviser {
  if (reviser.kind === "offline") return reviser;
  return {
    kind: reviser.kind,
    query: (task) => reviser.query(task),
    async revise(task, signal) {
      await check(read, task.workspaceId);
      return reviser.revise(task, signal);
    },
  };
}
