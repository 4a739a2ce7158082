/** What the audit finds: a promise that was not kept. */

export type Finding = {
  /** The promise, in a word or two. */
  rule: string;
  /** Whom or what it is about: a mark, a course, a process. */
  about: string;
  detail: string;
};
