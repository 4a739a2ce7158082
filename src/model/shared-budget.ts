/**
 * A model's rate limits, kept by several processes together. Each lets its own calls go by its own budget, first come first served;
 * then a call asks for its place among those of all processes, and waits where there is none.
 */
import { setTimeout as pause } from "node:timers/promises";
import { nanoid } from "nanoid";
import type { Log } from "../log.ts";
import type { ModelBudget } from "./budget.ts";

/** Where all processes see each other's calls. */
export type SharedCalls = {
  begin(call: { id: string; tokens: number; runsFor: number }): Promise<boolean>;
  keep(id: string, runsFor: number): Promise<void>;
  end(id: string, tokens: number): Promise<void>;
};

/** How often a call that waits looks again, and one that runs says that it does. */
const lookEveryMs = 500;
const keepEveryMs = 10_000;
/** What a process that died leaves behind counts as running for so long. */
const runsForMs = 3 * keepEveryMs;

/** @param own decides within this process */
export function createSharedBudget({
  own,
  calls,
  log,
}: {
  own: ModelBudget;
  calls: SharedCalls;
  log: Log;
}): ModelBudget {
  const told = (telling: Promise<void>) =>
    void telling.catch((error: unknown) => log.warn({ error }, "the model's shared budget cannot be told"));

  /** Without the shared table each process keeps to its own budget, and to what the service answers. */
  async function hasPlace(call: { id: string; tokens: number }): Promise<boolean> {
    try {
      return await calls.begin({ ...call, runsFor: runsForMs });
    } catch (error) {
      log.warn({ error }, "the model's shared budget cannot be asked");
      return true;
    }
  }

  return {
    async begin(tokens, signal) {
      const spending = await own.begin(tokens, signal);
      const id = nanoid();
      try {
        while (!(await hasPlace({ id, tokens }))) await pause(lookEveryMs, undefined, { signal });
        signal.throwIfAborted();
      } catch (error) {
        told(calls.end(id, 0));
        spending.end(0);
        throw signal.aborted ? signal.reason : error;
      }
      const keeping = setInterval(() => told(calls.keep(id, runsForMs)), keepEveryMs);
      keeping.unref();
      return {
        end(actual) {
          clearInterval(keeping);
          told(calls.end(id, actual));
          spending.end(actual);
        },
      };
    },
  };
}
