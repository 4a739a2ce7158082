/** The port to PostgreSQL: in this process (PGlite) or a server. Everything above speaks SQL through it. */
import type { z } from "zod";

/** Runs statements: the database itself, or a transaction on it. Values go in as `$1`, `$2` …; rows come out parsed. */
export type Queryable = {
  /** @throws CoursewrightError `storage_down` when the database cannot be reached; other database errors as they are */
  query<Row extends z.ZodType>(row: Row, sql: string, values?: readonly unknown[]): Promise<z.output<Row>[]>;
  /** For statements whose rows nobody reads; returns how many rows were touched. */
  execute(sql: string, values?: readonly unknown[]): Promise<number>;
};

export type Database = Queryable & {
  kind: "pglite" | "postgres";
  /** Whether pgvector is there. Without it everything runs, with lexical search alone. */
  hasVectors: boolean;
  /** All or nothing. Never does anything slow inside: PGlite has one lane, so a transaction holds up everyone. */
  transaction<Result>(run: (transaction: Queryable) => Promise<Result>): Promise<Result>;
  /**
   * For statements that may take minutes and stand in no transaction: on a connection of their own, without a limit of time. The
   * signal cuts the connection; the server may end what it was at by itself.
   */
  aside<Result>(run: (connection: Queryable) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Shaped like `pg.Pool`, for BullMQ; its `search_path` is BullMQ's own schema. */
  pool: unknown;
  close(): Promise<void>;
};
