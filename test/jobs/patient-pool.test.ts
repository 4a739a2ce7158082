/** The pool that keeps BullMQ from asking without a break. */
import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { patientPool } from "../../src/jobs/patient-pool.ts";

class EndedPool extends EventEmitter {
  asked = 0;
  readonly options = { keepAlive: true };

  connect = (): Promise<never> => this.query();

  query = (): Promise<never> => {
    this.asked += 1;
    return Promise.reject(new Error("the pool was ended"));
  };

  async end(): Promise<void> {}
}

test("whoever asks a pool that fails again and again leaves time for others", async () => {
  const ended = new EndedPool();
  const pool = patientPool(ended, 20);
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, 200);
  while (!isOver) {
    await expect(pool.connect()).rejects.toThrow("ended");
    await expect(pool.query("select 1")).rejects.toThrow("ended");
  }
  expect(ended.asked).toBeLessThan(30);
});

test("all else is the pool's own", () => {
  const ended = new EndedPool();
  const pool = patientPool(ended);
  pool.on("error", () => undefined);
  expect(ended.listenerCount("error")).toBe(1);
  expect(pool).toHaveProperty("options", { keepAlive: true });
});
