/**
 * What the store offers. Every method is scoped to a workspace (those of `system` alone look across, to find work).
 * Methods that take a `Lease` check its fencing token in the same statement as the save, and throw `lease_lost` when
 * another worker has taken over.
 */
import type { Brief } from "../course/brief.ts";
import type { Course, DifficultyLevel, SectionName, Sections } from "../course/schema.ts";
import type { CourseState } from "../course/view.ts";
import type { ErrorCode } from "../errors.ts";

/** What a lease and an inbox belong to: requests of one lane are worked off in order, by one worker at a time. */
export type Lane = { workspaceId: string; kind: "course" | "document"; id: string };
export type Lease = { lane: Lane; owner: string /** Grows with each holder. */; fence: number };

/** Where a course was asked for. Kept to answer there, and nowhere else. */
export type CourseOrigin =
  | { kind: "command"; responseUrl: string }
  | { kind: "message"; channelId: string; ts: string }
  | { kind: "modal" };

export type CourseFailure = { stage: SectionName; code: ErrorCode; facts: Record<string, string | number> };
export type CourseRecord = {
  workspaceId: string;
  id: string;
  channelId: string;
  /** The thread's root. Null until the bot's own root message is posted; set from the start inside a thread. */
  threadTs: string | null;
  requesterId: string;
  brief: Brief;
  origin: CourseOrigin;
  state: CourseState;
  /** The latest version; 0 before the first is saved. */
  version: number;
  writer: "model" | "offline";
  /** In which language the bot speaks in its thread; null is English. */
  botLanguage: string | null;
  failure: CourseFailure | null;
  cancelRequestedAt: Date | null;
  startedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};
export type NewCourse = Pick<
  CourseRecord,
  "workspaceId" | "channelId" | "threadTs" | "requesterId" | "brief" | "origin" | "writer"
> &
  Partial<Pick<CourseRecord, "botLanguage">>;

export type VersionRecord = {
  workspaceId: string;
  courseId: string;
  number: number;
  course: Course;
  cause: string;
  authorId: string;
  requestId: string;
  createdAt: Date;
};

export const requestKinds = [
  "write",
  "revise",
  "retry",
  "continue",
  "rewrite",
  "restore",
  "export",
  "reopen",
  "delete",
  "ingest",
] as const;
export type RequestKind = (typeof requestKinds)[number];
/** Requests that write the first draft: what one of them found is used by those that go on with it, and told on the card. */
export const writingKinds: readonly RequestKind[] = ["write", "retry", "continue"];
export type RequestRecord = {
  workspaceId: string;
  id: string;
  /** Slack's ids made into a key: the same key is the same request. */
  key: string;
  lane: Lane;
  kind: RequestKind;
  payload: unknown;
  authorId: string;
  state: "pending" | "done";
  /** How often a worker has begun it. */
  attempts: number;
  /** What was searched and found, as the runner kept it. */
  retrieval: unknown;
  outcome: unknown;
  acceptedAt: Date;
};
export type NewRequest = {
  workspaceId: string;
  key: string;
  lane: Lane;
  kind: RequestKind;
  payload: unknown;
  authorId: string;
};
/** `isNew` is false when the key was known: the ids are then those of the first time. */
export type Accepted = { isNew: boolean; requestId: string; lane: Lane };

/** A message of a course in Slack. "root", "card:1", "card:2" …, "closing", "answer:<request id>". */
export type MessageRecord = {
  workspaceId: string;
  courseId: string;
  slot: string;
  channelId: string;
  /** Null while only intended: after a crash it is looked for in Slack before it is posted. */
  ts: string | null;
  /** Hash of the render that should stand there, and of the one that Slack has confirmed. */
  wantedHash: string | null;
  shownHash: string | null;
  intendedAt: Date;
};

export type CourseRepository = {
  /** The course and its first request, in one transaction; nothing is stored when the key is known. */
  accept(course: NewCourse, request: Omit<NewRequest, "lane">): Promise<Accepted>;
  find(workspaceId: string, id: string): Promise<CourseRecord | null>;
  findByThread(workspaceId: string, channelId: string, threadTs: string): Promise<CourseRecord | null>;
  /** Newest first. `before` is a `createdAt` to page on from. */
  list(
    workspaceId: string,
    filter: { requesterId?: string; search?: string; before?: Date; limit: number },
  ): Promise<(CourseRecord & { title: string | null })[]>;
  /** To another channel, as long as no message of it was posted. Resolves to whether it was moved. */
  move(workspaceId: string, courseId: string, channelId: string): Promise<boolean>;
  setThread(lease: Lease, threadTs: string): Promise<void>;
  /** Sets state and failure; `startedAt` is set at the first "writing". */
  setState(lease: Lease, state: CourseState, failure: CourseFailure | null): Promise<void>;
  /** Sections of the draft that are finished and paid for. */
  draft(workspaceId: string, courseId: string): Promise<Partial<Sections>>;
  saveSection<Name extends SectionName>(
    lease: Lease,
    section: { requestId: string; stage: Name; section: Sections[Name]; usage: unknown },
  ): Promise<void>;
  /** The next version, if `base` still is the latest. @throws CoursewrightError `stale_version` otherwise */
  saveVersion(
    lease: Lease,
    version: { base: number; course: Course; cause: string; authorId: string; requestId: string },
  ): Promise<number>;
  version(workspaceId: string, courseId: string, number: number): Promise<VersionRecord | null>;
  versions(workspaceId: string, courseId: string): Promise<VersionRecord[]>;
  /** A mark that the running work sees within a second; it takes no place in the inbox. */
  requestCancel(workspaceId: string, courseId: string): Promise<void>;
  clearCancel(lease: Lease): Promise<void>;
  /** Those of the courses that carry the mark. */
  cancelRequestedAmong(workspaceId: string, courseIds: readonly string[]): Promise<string[]>;
};

export type RequestRepository = {
  accept(request: NewRequest): Promise<Accepted>;
  /** The lane's oldest pending request, with `attempts` counted up. Replies that wait side by side come as they were said (`saidAt`). */
  next(lease: Lease): Promise<RequestRecord | null>;
  keepRetrieval(lease: Lease, requestId: string, retrieval: unknown): Promise<void>;
  finish(lease: Lease, requestId: string, outcome: unknown): Promise<void>;
  /** The lane's newest request, or the newest of these kinds, whatever its state: what a button acts on. */
  latest(lane: Lane, kinds?: readonly RequestKind[]): Promise<RequestRecord | null>;
  /** The lane's newest requests that are done, oldest first: what was said and what came of it. */
  finished(lane: Lane, limit: number): Promise<RequestRecord[]>;
  find(workspaceId: string, id: string): Promise<RequestRecord | null>;
};

export type LeaseRepository = {
  /** Null while another worker holds an unexpired one. Good for ten seconds. */
  acquire(lane: Lane, owner: string): Promise<Lease | null>;
  /** @throws CoursewrightError `lease_lost` */
  renew(lease: Lease): Promise<void>;
  release(lease: Lease): Promise<void>;
};

export type MessageRepository = {
  /** Writes down that this message will be posted. Returns what is known of it already. */
  intend(lease: Lease, message: { slot: string; channelId: string }): Promise<MessageRecord>;
  posted(lease: Lease, slot: string, ts: string): Promise<void>;
  wanted(lease: Lease, slot: string, hash: string): Promise<void>;
  shown(lease: Lease, slot: string, hash: string): Promise<void>;
  /** Both at once, for what was posted: nobody renders it again who could confirm it. */
  atRest(lease: Lease, slot: string, hash: string): Promise<void>;
  list(workspaceId: string, courseId: string): Promise<MessageRecord[]>;
  /** A second copy of this message may turn up within a minute. */
  doubt(lease: Lease, slot: string): Promise<void>;
  /** Null when no doubt of the course is a minute old; else what `settleDoubts` is to be called with when the copies are gone. */
  dueDoubts(lease: Lease): Promise<Date | null>;
  settleDoubts(lease: Lease, until: Date): Promise<void>;
};

export type WorkspaceSettings = {
  /** People who may manage documents besides Slack's own admins. */
  adminIds: string[];
  /** What a request that says nothing of it gets; null leaves it to the course. `language` is BCP 47. */
  defaults: { level: DifficultyLevel | null; lengthMinutes: number | null; language: string | null };
  /** `coursesPerHour` counts one person's; null is no limit. Tokens are the language model's, read and written. */
  limits: {
    coursesPerHour: number | null;
    fileMegabytes: number;
    promptCharacters: number;
    replyCharacters: number;
    documentPages: number;
    documentPassages: number;
    tokensPerMonth: number | null;
  };
  /** Whether courses may use documents in channels that have guests or people from connected workspaces. */
  documentsWithGuests: boolean;
  /** What becomes of everything here when the bot is removed from the workspace. */
  onUninstall: "keep" | "erase";
  /** Courses that nothing has happened to for so many days are forgotten; null keeps them. */
  retentionDays: number | null;
  /** Grows with each change, so that two admins do not overwrite each other. */
  revision: number;
};
/** What of the settings is to change; of the limits, too, only what is given. */
export type SettingsChange = Partial<Omit<WorkspaceSettings, "revision" | "limits">> & {
  limits?: Partial<WorkspaceSettings["limits"]>;
};
export type WorkspaceRepository = {
  settings(workspaceId: string): Promise<WorkspaceSettings>;
  /** Changes what is given; the rest stays. */
  saveSettings(workspaceId: string, settings: SettingsChange): Promise<void>;
  /** The same, if `revision` still is the latest. Resolves to whether it was. */
  changeSettings(workspaceId: string, revision: number, settings: SettingsChange): Promise<boolean>;
};

export type SystemRepository = {
  /** Lanes with pending requests that nobody holds a lease on, or with a card that Slack does not show yet. */
  lanesToWake(limit: number): Promise<Lane[]>;
  /** Ends every lease. Only for a process that has the database to itself: whoever held one is gone. */
  endLeases(): Promise<void>;
};

export type Store = {
  courses: CourseRepository;
  requests: RequestRepository;
  leases: LeaseRepository;
  messages: MessageRepository;
  workspaces: WorkspaceRepository;
  system: SystemRepository;
};
