/**
 * Writes a course and tells what happens as it happens. Each finished section is saved before the next begins, so work that
 * stops anywhere (a crash, a lost lease, a failed stage) goes on after the last saved one and pays for nothing twice.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { CourseEvent } from "../course/events.ts";
import { checkQuality } from "../course/quality.ts";
import { courseSchema, type Sections } from "../course/schema.ts";
import { readyStages, type Stage, stageNames } from "../course/stages.ts";
import type { WrittenSupplement } from "../course/supplement-schema.ts";
import { supplements as courseSupplements, type Supplement } from "../course/supplements.ts";
import { CoursewrightError, codeOf } from "../errors.ts";
import type { FullStore } from "../storage/create-store.ts";
import type { CourseRecord, Lease, RequestRecord } from "../storage/store.ts";
import type { Spent } from "../storage/usage.ts";
import type { DocumentPolicyPort, KnowledgePort } from "./knowledge-port.ts";
import { citedReferences, givenReferences, qualityFacts } from "./references.ts";
import { type Retrieval, retrievalSchema, retrieve } from "./retrieval.ts";
import { writeOverlapped } from "./write-overlapped.ts";
import type { PartWriter } from "./write-part.ts";
import { completedEvent, writeSection } from "./write-section.ts";
import { writeSupplements } from "./write-supplements.ts";
import type { TokenUsage, Writer } from "./writer.ts";

type WriteTask = { course: CourseRecord; request: RequestRecord; lease: Lease; signal: AbortSignal };
export type CourseWriting = {
  /**
   * Writes what is missing of a course's first version. Ends with "completed", "failed" or "cancelled", the state saved.
   * @throws CoursewrightError `lease_lost`, `stopped`, `storage_down` and whatever is no failure of the course itself:
   * the request stays pending and can be taken up again
   */
  writeCourse(task: WriteTask): AsyncGenerator<CourseEvent, void, undefined>;
};

/** A request that goes on with the work of an earlier one may name it, and then sees the same passages. */
const payloadSchema = z.object({ resumes: z.string() });

export function createCourseWriting({
  store,
  knowledge,
  documentPolicy = { refusal: async () => null },
  writer,
  generation = "sequential",
  supplements = courseSupplements,
  log,
  now = Date.now,
  wait = async (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
}: {
  store: Pick<FullStore, "courses" | "requests" | "draftParts" | "usage">;
  knowledge: KnowledgePort;
  /** Without one, documents are open to every course. */
  documentPolicy?: DocumentPolicyPort;
  writer: Writer;
  /** "overlapped": several calls at once, where the writer can. */
  generation?: "sequential" | "overlapped";
  supplements?: readonly Supplement[];
  log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
  /** Milliseconds. */
  now?: () => number;
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}): CourseWriting {
  async function* writeCourse(task: WriteTask): AsyncGenerator<CourseEvent, void, undefined> {
    const { course, lease, signal } = task;
    let finished: Partial<Sections> = {};
    let failing: Stage | null = null;
    const began = now();
    try {
      signal.throwIfAborted();
      if (course.state !== "ready") await store.courses.setState(lease, "writing", null);
      finished = await store.courses.draft(course.workspaceId, course.id);
      const retrieval = yield* retrieveOnce(task);
      yield {
        type: "references-resolved",
        references: givenReferences(retrieval),
        unknown: retrieval.unknown,
        nothingRelevant: retrieval.nothingRelevant,
        ...(retrieval.refused && { refused: retrieval.refused }),
      };
      for (const stage of stageNames) yield* tellFinished(stage, finished);
      if (generation === "overlapped" && writer.writePart !== undefined) {
        yield* writeAtOnce(writer.writePart, finished, retrieval, task, (stage) => {
          failing ??= stage;
        });
      }
      for (let stage = nextStage(finished); stage !== undefined; stage = nextStage(finished)) {
        yield { type: "stage-started", stage };
        finished = yield* writeStage(stage, finished, retrieval, task);
      }
      const written = yield* writeBeside(finished, retrieval, task);
      signal.throwIfAborted();
      yield await save(finished, written, retrieval, task);
    } catch (error) {
      yield await endOf(error, failing ?? nextStage(finished) ?? "assessments", task);
    } finally {
      await note(task, { milliseconds: now() - began });
    }
  }

  async function* retrieveOnce(task: WriteTask): AsyncGenerator<CourseEvent, Retrieval, undefined> {
    const { course, request, lease, signal } = task;
    const kept = retrievalSchema.safeParse(request.retrieval ?? (await earlierRetrieval(request)));
    if (kept.success) return kept.data;
    const { workspaceId, brief, requesterId: userId, channelId } = course;
    const refused = await documentPolicy.refusal({ workspaceId, userId, channelId });
    const retrieval =
      refused === null
        ? yield* retrieve({ knowledge, workspaceId, brief, wait, signal })
        : { documents: [], passages: [], unknown: [], nothingRelevant: false, refused };
    await store.requests.keepRetrieval(lease, request.id, retrieval);
    return retrieval;
  }

  async function earlierRetrieval({ workspaceId, payload }: RequestRecord): Promise<unknown> {
    const earlier = payloadSchema.safeParse(payload);
    return earlier.success ? (await store.requests.find(workspaceId, earlier.data.resumes))?.retrieval : null;
  }

  async function* writeStage<Name extends Stage>(
    stage: Name,
    finished: Partial<Sections>,
    retrieval: Retrieval,
    task: WriteTask,
  ): AsyncGenerator<CourseEvent, Partial<Sections>, undefined> {
    const { course, request, lease, signal } = task;
    const { workspaceId, id: courseId, brief } = course;
    const passages = retrieval.passages;
    const { section, usage } = yield* writeSection({
      stage,
      task: {
        workspaceId,
        courseId,
        brief,
        finished,
        passages,
        wasted: (wasted) => void note(task, tokensOf(wasted)),
      },
      context: { finished, passageIds: new Map(passages.map(({ number, id }) => [number, id])) },
      writer,
      signal,
    });
    await store.courses.saveSection(lease, { requestId: request.id, stage, section, usage });
    log.info({ workspaceId, courseId, stage, ...usage }, "section written");
    if (writer.kind === "model") await note(task, { ...tokensOf(usage), modelCalls: usage.drafts }, usage.model);
    yield completedEvent(stage, section);
    return { ...finished, [stage]: section };
  }

  async function* writeAtOnce(
    write: PartWriter,
    finished: Partial<Sections>,
    retrieval: Retrieval,
    task: WriteTask,
    failing: (stage: Stage) => void,
  ): AsyncGenerator<CourseEvent, void, undefined> {
    const { course, request, lease, signal } = task;
    const { workspaceId, id: courseId, brief } = course;
    const { passages } = retrieval;
    yield* writeOverlapped({
      task: { workspaceId, courseId, brief, passages, wasted: (usage) => void note(task, tokensOf(usage)) },
      context: { finished, passageIds: new Map(passages.map(({ number, id }) => [number, id])) },
      kept: await store.draftParts.list(workspaceId, courseId),
      write,
      saveSection: async (stage, section, usage) => {
        await store.courses.saveSection(lease, { requestId: request.id, stage, section, usage });
        log.info({ workspaceId, courseId, stage, ...usage }, "section written");
        return completedEvent(stage, section);
      },
      savePart: (part, content) => store.draftParts.save(lease, { requestId: request.id, part, content }),
      spent: (usage) => note(task, { ...tokensOf(usage), modelCalls: usage.drafts }, usage.model),
      failing,
      signal,
    });
  }

  async function* writeBeside(
    finished: Partial<Sections>,
    { passages }: Retrieval,
    task: WriteTask,
  ): AsyncGenerator<CourseEvent, WrittenSupplement[], undefined> {
    if (supplements.length === 0) return [];
    const { course, request, lease, signal } = task;
    const { workspaceId, id: courseId, brief } = course;
    return yield* writeSupplements({
      supplements,
      task: { workspaceId, courseId, brief, finished, passages, wasted: (usage) => void note(task, tokensOf(usage)) },
      kept: await store.draftParts.list(workspaceId, courseId),
      keep: async (part, content, usage) => {
        await store.draftParts.save(lease, { requestId: request.id, part, content });
        if (writer.kind === "model") await note(task, { ...tokensOf(usage), modelCalls: usage.drafts }, usage.model);
      },
      writer,
      signal,
    });
  }

  /** Counts what was spent. It must not get in the way of the work: what cannot be counted now is logged. */
  async function note({ course, request }: WriteTask, spent: Partial<Spent>, model = ""): Promise<void> {
    const { workspaceId, id: courseId } = course;
    try {
      await store.usage.add({ workspaceId, courseId, requestId: request.id, model }, spent);
    } catch (error) {
      log.warn({ workspaceId, courseId, error, ...spent }, "what was spent could not be counted");
    }
  }

  /** Makes the first version, unless the work got that far before it was interrupted. */
  async function save(
    finished: Partial<Sections>,
    written: WrittenSupplement[],
    retrieval: Retrieval,
    { course, request, lease }: WriteTask,
  ): Promise<CourseEvent> {
    const { workspaceId, id } = course;
    const saved = await store.courses.version(workspaceId, id, 1);
    const whole =
      saved?.course ??
      courseSchema.parse({
        ...finished,
        references: citedReferences(retrieval, finished),
        ...(written.length > 0 && { supplements: written }),
      });
    const version =
      saved?.number ??
      (await store.courses.saveVersion(lease, {
        base: 0,
        course: whole,
        cause: request.kind,
        authorId: request.authorId,
        requestId: request.id,
      }));
    await store.courses.setState(lease, "ready", null);
    const qualityNotes = checkQuality(whole, qualityFacts(retrieval)).length;
    return { type: "completed", version, references: whole.references, qualityNotes };
  }

  /** How the work ends after an error: with an event when the course itself failed or was cancelled. Throws otherwise. */
  async function endOf(error: unknown, stage: Stage, { course, lease, signal }: WriteTask): Promise<CourseEvent> {
    const cause = signal.aborted ? abortReason(signal) : error;
    const code = codeOf(cause);
    if (code === "cancelled") {
      await store.courses.setState(lease, "cancelled", null);
      return { type: "cancelled" };
    }
    if (!(cause instanceof CoursewrightError) || !/^(model|document)_/.test(code)) throw cause;
    const facts = { ...cause.facts };
    log.warn({ workspaceId: course.workspaceId, courseId: course.id, stage, code, error: cause }, "stage failed");
    await store.courses.setState(lease, "failed", { stage, code, facts });
    return { type: "failed", stage, code, facts };
  }

  return { writeCourse };
}

function tokensOf({ input, cachedInput, output }: TokenUsage): Partial<Spent> {
  return { inputTokens: input, cachedInputTokens: cachedInput, outputTokens: output };
}

function nextStage(finished: Partial<Sections>): Stage | undefined {
  return readyStages(new Set(stageNames.filter((stage) => finished[stage] !== undefined)))[0];
}

function* tellFinished<Name extends Stage>(stage: Name, finished: Partial<Sections>): Generator<CourseEvent> {
  const section: Sections[Name] | undefined = finished[stage];
  if (section !== undefined) yield completedEvent(stage, section);
}

/** Only a person cancels; a signal that aborts without a code stops the work, which then goes on elsewhere. */
function abortReason({ reason }: AbortSignal): CoursewrightError {
  if (reason instanceof CoursewrightError) return reason;
  return new CoursewrightError("stopped", "the work was stopped", { cause: reason });
}
