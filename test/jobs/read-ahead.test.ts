import { expect, it } from "vitest";
import { readAhead } from "../../src/jobs/read-ahead.ts";

async function* counting(to: number, read: number[], error?: Error) {
  for (let count = 1; count <= to; count += 1) {
    read.push(count);
    yield count;
  }
  if (error !== undefined) throw error;
}

it("begins before anybody reads, and keeps everything in order", async () => {
  const read: number[] = [];
  const ahead = readAhead(counting(3, read));
  await ahead.ended();
  expect(read).toEqual([1, 2, 3]);
  const seen: number[] = [];
  for await (const value of ahead) seen.push(value);
  expect(seen).toEqual([1, 2, 3]);
});

it("throws what the source threw once all that came before was read, and only to a reader", async () => {
  const ahead = readAhead(counting(2, [], new Error("broken")));
  await ahead.ended();
  const seen: number[] = [];
  const reading = async () => {
    for await (const value of ahead) seen.push(value);
  };
  await expect(reading()).rejects.toThrow("broken");
  expect(seen).toEqual([1, 2]);
});

it("passes on what comes while it is read", async () => {
  const gate = Promise.withResolvers<void>();
  async function* later() {
    yield 1;
    await gate.promise;
    yield 2;
  }
  const seen: number[] = [];
  for await (const value of readAhead(later())) {
    seen.push(value);
    gate.resolve();
  }
  expect(seen).toEqual([1, 2]);
});

it("hands over what has come without waiting, and reads on from there", async () => {
  const gate = Promise.withResolvers<void>();
  async function* later() {
    yield 1;
    yield 2;
    await gate.promise;
    yield 3;
  }
  const ahead = readAhead(later());
  expect(ahead.taken()).toEqual([]);
  const taken: number[] = [];
  while (taken.length < 2) {
    await new Promise((resolve) => setImmediate(resolve));
    taken.push(...ahead.taken());
  }
  gate.resolve();
  const seen: number[] = [];
  for await (const value of ahead) seen.push(value);
  expect([taken, seen]).toEqual([[1, 2], [3]]);
});
