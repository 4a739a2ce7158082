/** Requests, watched: how many are made, how long they wait, how long they take, and what comes of them. */
import { z } from "zod";
import { codeOf } from "../errors.ts";
import type { FullStore } from "../storage/create-store.ts";
import type { Accepted, RequestRecord } from "../storage/store.ts";
import type { Metrics } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";

/** The same store, with every new request counted. */
export function watchStore(store: FullStore, metrics: Pick<Metrics, "requestAccepted">): FullStore {
  const counted = <Answer extends Pick<Accepted, "isNew">>(kind: string, answer: Answer): Answer => {
    if (answer.isNew) metrics.requestAccepted(kind);
    return answer;
  };
  const { courses, requests, documents } = store;
  return {
    ...store,
    courses: {
      ...courses,
      accept: async (course, request) => counted(request.kind, await courses.accept(course, request)),
    },
    requests: { ...requests, accept: async (request) => counted(request.kind, await requests.accept(request)) },
    documents: {
      ...documents,
      accept: async (document, key) => counted("ingest", await documents.accept(document, key)),
    },
  };
}

const outcomeSchema = z.union([
  z.object({ result: z.string() }).transform(({ result }) => result),
  z.object({ kind: z.string() }).transform(({ kind }) => kind),
]);

/** The same runner of requests, watched. `clock` and `now` are milliseconds: since 1970, and such that never go back. */
export function watchRun<Context extends { request: RequestRecord }>(
  run: (context: Context) => Promise<unknown>,
  {
    metrics,
    tracing,
    clock,
    now,
  }: {
    metrics: Pick<Metrics, "requestEnded" | "requestWaited">;
    tracing: Pick<Tracing, "span">;
    clock: () => number;
    now: () => number;
  },
): (context: Context) => Promise<unknown> {
  return async (context) => {
    const { kind, id, workspaceId, lane, attempts, acceptedAt } = context.request;
    if (attempts <= 1) metrics.requestWaited(kind, (clock() - acceptedAt.getTime()) / 1_000);
    const begun = now();
    const attributes = { "request.id": id, "request.kind": kind, "workspace.id": workspaceId, "lane.id": lane.id };
    let ended = "done";
    try {
      const outcome = await tracing.span(`request ${kind}`, attributes, () => run(context));
      ended = outcomeSchema.safeParse(outcome).data ?? ended;
      return outcome;
    } catch (error) {
      ended = codeOf(error);
      throw error;
    } finally {
      metrics.requestEnded(kind, ended, (now() - begun) / 1_000);
    }
  };
}
