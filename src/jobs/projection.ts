/** The ports to whoever shows a course to people. `app/` hands in those for Slack; jobs know nothing of it. */
import type { ReviseOutcome } from "../course/revision.ts";
import type { CourseView } from "../course/view.ts";
import type { CourseRecord, Lease, RequestRecord } from "../storage/store.ts";

/** Partials may be skipped, finished sections soon follow, the final state always arrives. */
export type ShowPriority = "partial" | "section" | "final";

export type Projection = {
  /** Posts what a course begins with, once; after a crash it finds what is there. `read` is called back when a post is due. */
  open(read: () => CourseView): Promise<{ threadTs: string }>;
  /** Called back when an edit is due; only the newest counts. */
  show(read: () => CourseView, priority: ShowPriority): void;
  /** Resolves when Slack has confirmed the newest state. @throws CoursewrightError `slack_…`, `not_in_channel` */
  settle(): Promise<void>;
  /** The last state in full, then the message that notifies. Resolves when both are confirmed. */
  finish(view: CourseView): Promise<void>;
  /** Deletes messages that stand twice, when it is time to look for them. @throws CoursewrightError `slack_…`, `not_in_channel` */
  tidy(): Promise<void>;
  /** Lets go without waiting. */
  stop(): void;
};

export type ProjectionFor = (course: CourseRecord, lease: Lease) => Projection;

/** What is being done, for the line that Slack shows while work goes on. */
export type WorkStatus =
  | "queued"
  | "waiting"
  | "reading"
  | "overview"
  | "objectives"
  | "modules"
  | "assessments"
  | "replying"
  | "saving"
  | "exporting";

/** What is said in a course's thread beside the course itself. */
export type Conversation = {
  /**
   * Answers a request, once: after a crash the answer is found and not posted again. An outcome of which nothing is to be
   * said posts nothing. Then the mark on the reply tells whether it was done.
   * @throws CoursewrightError `slack_unreachable`, `slack_refused`, `not_in_channel`, `lease_lost`, `stopped`
   */
  answer(request: RequestRecord, outcome: ReviseOutcome): Promise<void>;
  /** The course was deleted before the request's turn came. @throws as `answer` */
  answerDeleted(request: RequestRecord): Promise<void>;
  /** Shows that work goes on, as far as the workspace offers it; null when it ended. Never fails and is not waited for. */
  status(status: WorkStatus | null): void;
  /** Long work begins (true) or ends: some workspaces offer a button that stops it. */
  session(isWorking: boolean): void;
  /** Takes the course's messages away; one line says who deleted it, and when. @throws as `answer` */
  remove(view: CourseView, deletion: { userId: string; at: Date }): Promise<void>;
  /** Whether the message that the thread hangs on still stands. @throws as `answer` */
  hasThread(): Promise<boolean>;
  /** Lets go without waiting. */
  stop(): void;
};

export type ConversationFor = (course: CourseRecord, lease: Lease) => Conversation;

/** Tells the person who asked where their course is, or why it cannot be, outside the thread. */
export type Announcer = {
  /** The thread exists: a link to it. */
  started(course: CourseRecord, threadTs: string): Promise<void>;
  /** The bot may not post where it was asked to. */
  cannotPost(course: CourseRecord): Promise<void>;
};
