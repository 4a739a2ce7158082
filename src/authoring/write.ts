/**
 * Writes a course and tells what happens as it happens. Each finished section is saved before the next begins, so work that
 * stops anywhere (a crash, a lost lease, a failed stage) goes on after the last saved one and pays for nothing twice.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { CourseEvent } from "../course/events.ts";
import { checkQuality } from "../course/quality.ts";
import { courseSchema, type Sections } from "../course/schema.ts";
import { readyStages, type SectionContext, type Stage, stageNames } from "../course/stages.ts";
import type { WrittenSupplement } from "../course/supplement-schema.ts";
import { supplements as courseSupplements, type Supplement } from "../course/supplements.ts";
import { codeOf } from "../errors.ts";
import type { FullStore } from "../storage/create-store.ts";
import type { CourseRecord, Lease, RequestRecord } from "../storage/store.ts";
import { causeOf, isOwnFailure } from "./end-of-work.ts";
import type { DocumentPolicyPort, KnowledgePort } from "./knowledge-port.ts";
import { citedReferences, givenReferences, qualityFacts } from "./references.ts";
import type { Retrieval } from "./retrieval.ts";
import { createRetrieveOnce } from "./retrieve-once.ts";
import { createSpending, type Spending } from "./spending.ts";
import type { DraftUsage } from "./usable-draft.ts";
import { writeOverlapped } from "./write-overlapped.ts";
import type { PartWriter } from "./write-part.ts";
import { completedEvent, writeSection } from "./write-section.ts";
import { writeSupplements } from "./write-supplements.ts";
import type { Writer } from "./writer.ts";

type WriteTask = { course: CourseRecord; request: RequestRecord; lease: Lease; signal: AbortSignal };
export type CourseWriting = {
  /**
   * Writes what is missing of a course's first version. Ends with "completed", "failed" or "cancelled", the state saved.
   * @throws CoursewrightError `lease_lost`, `stopped`, `storage_down` and whatever is no failure of the course itself:
   * the request stays pending and can be taken up again
   */
  writeCourse(task: WriteTask): AsyncGenerator<CourseEvent, void, undefined>;
};

type Work = WriteTask & { retrieval: Retrieval; spending: Spending };

/** Puts together what writes first versions. */
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
  const retrieveOnce = createRetrieveOnce({ store, knowledge, documentPolicy, wait });

  async function* writeCourse(task: WriteTask): AsyncGenerator<CourseEvent, void, undefined> {
    const { course, lease, signal } = task;
    const spending = createSpending({ usage: store.usage, writer, log, task });
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
      const work: Work = { ...task, retrieval, spending };
      if (generation === "overlapped" && writer.writePart !== undefined) {
        yield* writeAtOnce(writer.writePart, finished, work, (stage) => {
          failing ??= stage;
        });
      }
      for (let stage = nextStage(finished); stage !== undefined; stage = nextStage(finished)) {
        yield { type: "stage-started", stage };
        finished = yield* writeStage(stage, finished, work);
      }
      const written = yield* writeBeside(finished, work);
      signal.throwIfAborted();
      yield await save(finished, written, work);
    } catch (error) {
      yield await endOf(error, failing ?? nextStage(finished) ?? "assessments", task);
    } finally {
      await spending.time(now() - began);
    }
  }

  async function* writeStage<Name extends Stage>(
    stage: Name,
    finished: Partial<Sections>,
    work: Work,
  ): AsyncGenerator<CourseEvent, Partial<Sections>, undefined> {
    const { section, usage } = yield* writeSection({
      stage,
      task: { ...askedOf(work), finished },
      context: contextOf(finished, work),
      writer,
      signal: work.signal,
    });
    const completed = await saveSection(stage, section, usage, work);
    await work.spending.calls(usage);
    yield completed;
    return { ...finished, [stage]: section };
  }

  /** What it finishes is in `finished` when it ends, however it ends. */
  async function* writeAtOnce(
    write: PartWriter,
    finished: Partial<Sections>,
    work: Work,
    failing: (stage: Stage) => void,
  ): AsyncGenerator<CourseEvent, void, undefined> {
    const { course, request, lease, spending, signal } = work;
    yield* writeOverlapped({
      task: askedOf(work),
      context: contextOf(finished, work),
      kept: await store.draftParts.list(course.workspaceId, course.id),
      write,
      saveSection: (stage, section, usage) => saveSection(stage, section, usage, work),
      savePart: (part, content) => store.draftParts.save(lease, { requestId: request.id, part, content }),
      spent: spending.calls,
      failing,
      signal,
    });
  }

  async function* writeBeside(
    finished: Partial<Sections>,
    work: Work,
  ): AsyncGenerator<CourseEvent, WrittenSupplement[], undefined> {
    if (supplements.length === 0) return [];
    const { course, request, lease, spending, signal } = work;
    return yield* writeSupplements({
      supplements,
      task: { ...askedOf(work), finished },
      kept: await store.draftParts.list(course.workspaceId, course.id),
      keep: async (part, content, usage) => {
        await store.draftParts.save(lease, { requestId: request.id, part, content });
        await spending.calls(usage);
      },
      writer,
      signal,
    });
  }

  async function saveSection<Name extends Stage>(
    stage: Name,
    section: Sections[Name],
    usage: DraftUsage,
    { course, request, lease }: WriteTask,
  ): Promise<CourseEvent> {
    await store.courses.saveSection(lease, { requestId: request.id, stage, section, usage });
    log.info({ workspaceId: course.workspaceId, courseId: course.id, stage, ...usage }, "section written");
    return completedEvent(stage, section);
  }

  /** Makes the first version, unless the work got that far before it was interrupted. */
  async function save(
    finished: Partial<Sections>,
    written: WrittenSupplement[],
    { course, request, lease, retrieval }: Work,
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
    const cause = causeOf(error, signal);
    if (codeOf(cause) === "cancelled") {
      await store.courses.setState(lease, "cancelled", null);
      return { type: "cancelled" };
    }
    if (!isOwnFailure(cause)) throw cause;
    const { code } = cause;
    const facts = { ...cause.facts };
    log.warn({ workspaceId: course.workspaceId, courseId: course.id, stage, code, error: cause }, "stage failed");
    await store.courses.setState(lease, "failed", { stage, code, facts });
    return { type: "failed", stage, code, facts };
  }

  return { writeCourse };
}

/** What every call is asked with. */
function askedOf({ course, retrieval, spending }: Work) {
  const { workspaceId, id: courseId, brief } = course;
  return { workspaceId, courseId, brief, passages: retrieval.passages, wasted: spending.wasted };
}

function contextOf(finished: Partial<Sections>, { retrieval }: Work): SectionContext {
  return { finished, passageIds: new Map(retrieval.passages.map(({ number, id }) => [number, id])) };
}

function nextStage(finished: Partial<Sections>): Stage | undefined {
  return readyStages(new Set(stageNames.filter((stage) => finished[stage] !== undefined)))[0];
}

function* tellFinished<Name extends Stage>(stage: Name, finished: Partial<Sections>): Generator<CourseEvent> {
  const section: Sections[Name] | undefined = finished[stage];
  if (section !== undefined) yield completedEvent(stage, section);
}
