/** Counts what a course costs while it is written: tokens, calls, time. */
import type { CourseRecord, RequestRecord } from "../storage/store.ts";
import type { Spent, UsageRepository } from "../storage/usage.ts";
import type { DraftUsage } from "./usable-draft.ts";
import type { TokenUsage, Writer } from "./writer.ts";

export type Spending = {
  /** Calls that came to something. The offline writer's cost nothing and are not counted. */
  calls(usage: DraftUsage): Promise<void>;
  /** Tokens of attempts that came to nothing. Nobody waits for them to be counted. */
  wasted(usage: TokenUsage): void;
  /** Milliseconds of work. */
  time(milliseconds: number): Promise<void>;
};

/** Counting must not get in the way of the work: what cannot be counted now is logged. */
export function createSpending({
  usage,
  writer,
  log,
  task: { course, request },
}: {
  usage: Pick<UsageRepository, "add">;
  writer: Pick<Writer, "kind">;
  log: { warn(facts: object, message: string): void };
  task: { course: CourseRecord; request: RequestRecord };
}): Spending {
  const { workspaceId, id: courseId } = course;

  async function note(spent: Partial<Spent>, model = ""): Promise<void> {
    try {
      await usage.add({ workspaceId, courseId, requestId: request.id, model }, spent);
    } catch (error) {
      log.warn({ workspaceId, courseId, error, ...spent }, "what was spent could not be counted");
    }
  }

  return {
    async calls(spent) {
      if (writer.kind === "model") await note({ ...tokensSpent(spent), modelCalls: spent.drafts }, spent.model);
    },
    wasted: (spent) => void note(tokensSpent(spent)),
    time: (milliseconds) => note({ milliseconds }),
  };
}

/** The tokens of a call as they are counted. */
export function tokensSpent({ input, cachedInput, output }: TokenUsage): Partial<Spent> {
  return { inputTokens: input, cachedInputTokens: cachedInput, outputTokens: output };
}
