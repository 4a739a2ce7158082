import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lockDataDirectory } from "../../src/storage/data-directory-lock.ts";
import { type Child, startChild } from "../fixtures/child.ts";
import { soon } from "../fixtures/soon.ts";

describe("the lock on the data folder", () => {
  let root: string;
  const children: Child[] = [];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "coursewright-lock-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await child.kill("SIGKILL");
    rmSync(root, { recursive: true, force: true });
  });
  const start = (folder: string) => {
    const child = startChild(new URL("../fixtures/hold-data-directory.ts", import.meta.url), folder);
    children.push(child);
    return child;
  };

  it("makes the folder, refuses a second holder with a plain reason, and can be given back", async () => {
    const folder = join(root, "new", "data");
    const lock = await lockDataDirectory(folder);
    await expect(lockDataDirectory(folder)).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining(`using the data folder ${folder}`),
    });
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
    await (await lockDataDirectory(folder)).release();
  });

  it.each([
    ["a usual folder", "data"],
    ["a folder whose path is too long for a socket", join("deep".repeat(20), "deeper".repeat(20))],
  ])("is held against other processes until its own is killed, in %s", async (_name, path) => {
    const folder = join(root, path);
    const holder = start(folder);
    await vi.waitFor(() => expect(holder.lines).toEqual(["held"]), soon);
    await expect(lockDataDirectory(folder)).rejects.toMatchObject({ code: "invalid_input" });
    await holder.kill("SIGKILL");
    expect(readdirSync(folder)).toHaveLength(1);
    const lock = await lockDataDirectory(folder);
    expect(readdirSync(folder)).toHaveLength(1);
    await lock.release();
  });

  it("refuses while its holder is frozen and cannot answer", async () => {
    const folder = join(root, "data");
    const holder = start(folder);
    await vi.waitFor(() => expect(holder.lines).toEqual(["held"]), soon);
    holder.send("SIGSTOP");
    await expect(lockDataDirectory(folder)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("goes to one alone when many race for the socket of a dead process", async () => {
    const folder = join(root, "data");
    for (let round = 0; round < 20; round += 1) {
      const dead = round % 5 === 0 ? start(folder) : null;
      if (dead !== null) {
        await vi.waitFor(() => expect(dead.lines).toEqual(["held"]), soon);
        await dead.kill("SIGKILL");
      }
      const starts = await Promise.allSettled(Array.from({ length: 6 }, () => lockDataDirectory(folder)));
      const winners = starts.filter((one) => one.status === "fulfilled");
      expect(winners).toHaveLength(1);
      for (const { value } of winners) await value.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it("goes to one alone when several processes race", async () => {
    const folder = join(root, "data");
    const racing = Array.from({ length: 4 }, () => start(folder));
    await vi.waitFor(() => expect(racing.flatMap(({ lines }) => lines)).toHaveLength(4), soon);
    expect(racing.flatMap(({ lines }) => lines).sort()).toEqual(["held", ...Array(3).fill("invalid_input")]);
  });
});
