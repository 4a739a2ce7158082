/**
 * PGlite in the shape of a `pg.Pool`, as far as BullMQ speaks to one. All clients share one session: a client that
 * began a transaction holds the lane until it ends it, and each hears the notifications of the channels it listens on.
 * These are classes because BullMQ wants event emitters.
 */
import { EventEmitter } from "node:events";
import type { Results } from "@electric-sql/pglite";
import type { PgPool, PgPoolClient, PgQueryResult } from "bullmq";
import type { Mutex } from "./mutex.ts";

type Session = {
  mutex: Mutex;
  /** Sends a statement; the caller holds the mutex. */
  send(sql: string, values?: readonly unknown[]): Promise<Results>;
  onNotification(heard: (channel: string, payload: string) => void): () => void;
};

/** A pool on the session. Ending it ends nothing: the session belongs to whoever opened it. */
export function createPglitePool(session: Session): PgPool {
  return new Pool(session);
}

class Pool extends EventEmitter implements PgPool {
  readonly #session: Session;
  /** BullMQ polls every ten seconds where a lost connection could go unnoticed; here there is none to lose. */
  readonly options = { keepAlive: true };

  constructor(session: Session) {
    super();
    this.#session = session;
    // Each of BullMQ's objects adds one and leaves it.
    this.setMaxListeners(0);
  }

  query(text: string, values?: readonly unknown[]): Promise<PgQueryResult> {
    return this.#session.mutex.run(() => answer(this.#session, text, values));
  }

  async connect(): Promise<PgPoolClient> {
    return new Client(this.#session);
  }

  async end(): Promise<void> {}
}

class Client extends EventEmitter implements PgPoolClient {
  readonly #session: Session;
  readonly #channels = new Set<string>();
  readonly #stopHearing: () => void;
  /** Ends the turn that a transaction holds; null outside of one. */
  #endTurn: (() => void) | null = null;

  constructor(session: Session) {
    super();
    this.#session = session;
    this.#stopHearing = session.onNotification((channel, payload) => {
      if (this.#channels.has(channel)) this.emit("notification", { channel, payload });
    });
  }

  async query(text: string, values?: readonly unknown[]): Promise<PgQueryResult> {
    const statement = withoutComments(text);
    const channel = /^listen\s+"?([\w$]+)"?/i.exec(statement)?.[1];
    if (channel !== undefined) this.#channels.add(channel);
    const begins = /^(begin|start\s+transaction)\b/i.test(statement);
    if (begins && this.#endTurn === null) this.#endTurn = await this.#session.mutex.acquire();
    if (this.#endTurn === null) return this.#session.mutex.run(() => answer(this.#session, text, values));
    const ends = /^(commit|end|rollback(?!\s+to\b)|abort)\b/i.test(statement);
    try {
      return await answer(this.#session, text, values);
    } finally {
      if (ends) this.#giveUpTurn();
    }
  }

  release(): void {
    this.#stopHearing();
    if (this.#endTurn === null) return;
    // A client that is given back in the middle of a transaction must not leave it to the next one.
    const giveUpTurn = () => this.#giveUpTurn();
    void this.#session.send("rollback").then(giveUpTurn, giveUpTurn);
  }

  #giveUpTurn(): void {
    this.#endTurn?.();
    this.#endTurn = null;
  }
}

async function answer(session: Session, text: string, values?: readonly unknown[]): Promise<PgQueryResult> {
  const { rows, affectedRows } = await session.send(text, values);
  return { rows, rowCount: rows.length > 0 ? rows.length : (affectedRows ?? 0) };
}

/** The statement from its first word on: BullMQ's begin with comments. */
function withoutComments(text: string): string {
  return text.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
}
