/**
 * The database's pool for BullMQ. Its worker asks again at once after most failures; while the database is away, or after the pool
 * was ended under it, failures come at once as well, and such a loop would leave the process no time for anything else.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { PgPool } from "bullmq";

/** The same pool, whose failures take at least so many milliseconds. */
export function patientPool(pool: PgPool, milliseconds = 500): PgPool {
  async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      await pause(milliseconds);
      throw error;
    }
  }

  // A client that is lent out and loses its connection would end the process where nobody listens; whoever has it is told by its query.
  const heard = new WeakSet<object>();
  const connect: PgPool["connect"] = async () => {
    const client = await patiently(() => pool.connect());
    if (!heard.has(client)) client.on("error", () => undefined);
    heard.add(client);
    return client;
  };
  const query: PgPool["query"] = (text, values) => patiently(() => pool.query(text, values));
  return new Proxy(pool, {
    get(target, key) {
      if (key === "connect") return connect;
      if (key === "query") return query;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
