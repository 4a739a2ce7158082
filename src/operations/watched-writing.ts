/** Writers, watched: how long a section takes, and what it costs. */
import type { Reviser } from "../authoring/reviser.ts";
import type { Writer, WriterEvent } from "../authoring/writer.ts";
import { codeOf } from "../errors.ts";
import type { Metrics } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";

type Needs = {
  metrics: Pick<Metrics, "stageEnded" | "tokens">;
  tracing: Tracing;
  /** Milliseconds that never go back. */
  now: () => number;
};
type About = { workspaceId: string; courseId: string };

/** The same writer, watched. */
export function watchWriter(writer: Writer, needs: Needs): Writer {
  const { metrics, tracing, now } = needs;

  async function* watched(
    stage: string,
    about: About,
    run: () => AsyncIterable<WriterEvent>,
  ): AsyncGenerator<WriterEvent> {
    const begun = now();
    let outcome = "left";
    const { workspaceId, courseId } = about;
    const attributes = { "course.stage": stage, "course.id": courseId, "workspace.id": workspaceId };
    try {
      for await (const event of tracing.stream(`write ${stage}`, attributes, run)) {
        if (event.type === "done") {
          outcome = "done";
          metrics.tokens(event.usage);
        }
        yield event;
      }
    } catch (error) {
      outcome = codeOf(error);
      throw error;
    } finally {
      metrics.stageEnded(stage, outcome, (now() - begun) / 1_000);
    }
  }

  const { writePart } = writer;
  return {
    kind: writer.kind,
    writeSection: (task, signal) => watched(task.stage, task, () => writer.writeSection(task, signal)),
    ...(writePart !== undefined && {
      writePart: (task, signal) => watched(`part`, task, () => writePart(task, signal)),
    }),
  };
}

/** The same reviser, watched. */
export function watchReviser(reviser: Reviser, needs: Needs): Reviser {
  const { metrics, tracing, now } = needs;
  return {
    kind: reviser.kind,
    query: (task) => reviser.query(task),
    async revise(task, signal) {
      const begun = now();
      const { workspaceId, courseId } = task;
      let outcome = "done";
      try {
        const attributes = { "course.id": courseId, "workspace.id": workspaceId };
        const revised = await tracing.span("revise", attributes, () => reviser.revise(task, signal));
        metrics.tokens(revised.usage);
        return revised;
      } catch (error) {
        outcome = codeOf(error);
        throw error;
      } finally {
        metrics.stageEnded("reply", outcome, (now() - begun) / 1_000);
      }
    },
  };
}
