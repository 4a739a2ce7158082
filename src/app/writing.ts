/** Who writes and revises courses: a model where there is one, else the offline authors; watched, and within the workspace's budget. */
import { setTimeout as pause } from "node:timers/promises";
import { countReviser } from "../authoring/counted-reviser.ts";
import { createModelReviser } from "../authoring/model-reviser.ts";
import { createModelWriter } from "../authoring/model-writer.ts";
import { createOfflineReviser } from "../authoring/offline-reviser.ts";
import { createOfflineWriter } from "../authoring/offline-writer.ts";
import type { Reviser } from "../authoring/reviser.ts";
import type { Writer } from "../authoring/writer.ts";
import type { PageFetcher } from "../knowledge/extract/link.ts";
import { createModelBudget, withBudget } from "../model/budget.ts";
import type { ModelClient } from "../model/model-client.ts";
import { createModelClient } from "../model/openai.ts";
import { createSharedBudget } from "../model/shared-budget.ts";
import { keepBudget, keepReviserBudget, type ReadBudget } from "../operations/budgeted-writing.ts";
import { watchReviser, watchWriter } from "../operations/watched-writing.ts";
import { createModelCalls } from "../storage/model-calls.ts";
import type { Parts } from "./parts.ts";

/** What may stand before the writer and the reviser: the demo's switches do. And what else than the open web links may lead to. */
export type Wraps = {
  wrapWriter?(writer: Writer): Writer;
  wrapReviser?(reviser: Reviser): Reviser;
  fetchPage?: PageFetcher;
};

/** Watched, and within the budget of whoever it writes for. */
export function createWatchedWriter(parts: Parts, model: ModelClient | null): Writer {
  const { metrics, tracing } = parts;
  const now = () => performance.now();
  const own = createWriter(parts, model);
  const writer = parts.wrapWriter?.(own) ?? own;
  return watchWriter(keepBudget(writer, budgetOf(parts)), { metrics, tracing, now });
}

/** The same for replies, whose costs are counted as well. */
export function createWatchedReviser(parts: Parts, model: ModelClient | null): Reviser {
  const { metrics, tracing } = parts;
  const now = () => performance.now();
  const own = createReviser(model);
  const counted = countReviser(parts.wrapReviser?.(own) ?? own, parts.store.usage, (error) =>
    parts.log.warn({ error }, "what a reply cost could not be counted"),
  );
  return watchReviser(keepReviserBudget(counted, budgetOf(parts)), { metrics, tracing, now });
}

function budgetOf({ store }: Parts): ReadBudget {
  return async (workspaceId) => {
    const { limits } = await store.workspaces.settings(workspaceId);
    if (limits.tokensPerMonth === null) return null;
    const { inputTokens, outputTokens } = await store.usage.month(workspaceId, new Date());
    return { used: inputTokens + outputTokens, limit: limits.tokensPerMonth };
  };
}

/** The one client of this process, so that all of its calls share the model's limits; null without a model. */
export function createModel({ config, database, log }: Parts): ModelClient | null {
  if (config.model === null) return null;
  const { model, modelLimits: limits } = config;
  const own = createModelBudget(limits);
  const client = createModelClient({ ...model, log });
  const hasLimits = limits.callsAtOnce !== null || limits.tokensPerMinute !== null;
  // The built-in database belongs to one process, which has nobody to share with.
  if (!hasLimits || database.kind === "pglite") return withBudget(client, own);
  const calls = createModelCalls({ database, model: model.model, limits });
  return withBudget(client, createSharedBudget({ own, calls, log }));
}

function createWriter({ config }: Parts, model: ModelClient | null): Writer {
  if (model === null) {
    return createOfflineWriter({
      tokensPerSecond: config.offlineTokensPerSecond,
      now: () => performance.now(),
      sleep: (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
    });
  }
  return createModelWriter({ model });
}

function createReviser(model: ModelClient | null): Reviser {
  return model === null ? createOfflineReviser() : createModelReviser({ model });
}
