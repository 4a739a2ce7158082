import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HostileOutcome, runHostile } from "../../bench/extract-hostile.ts";
import { hostileFiles } from "./hostile/files.ts";

const light = hostileFiles.filter(({ isHeavy }) => isHeavy !== true);

describe("hostile files", () => {
  const outcomes = new Map<string, HostileOutcome>();
  let grown = 0;
  beforeAll(async () => {
    const { grownMb } = await runHostile((outcome) => outcomes.set(outcome.file, outcome), light);
    grown = grownMb;
  }, 120_000);
  afterAll(() => outcomes.clear());

  it.each(light.map(({ name }) => name))("%s ends as it has to, in time", (name) => {
    expect(outcomes.get(name)?.wrong).toBeNull();
    expect(outcomes.get(name)?.ms).toBeLessThan(35_000);
  });

  it("leave the memory of this process alone", () => {
    expect(grown).toBeLessThan(150);
  });
});
