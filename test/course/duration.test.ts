import { describe, expect, it } from "vitest";
import { formatCourseDuration, formatModuleDuration, parseDuration, splitMinutes } from "../../src/course/duration.ts";
import { moduleSchema, overviewSchema } from "../../src/course/schema.ts";
import { fc } from "../fixtures/properties.ts";

describe("durations", () => {
  it.each([
    ["45 minutes", 45],
    ["1 hour", 60],
    ["1.5 hours", 90],
    ["2 days", 720],
    ["half an hour", null],
    ["3 weeks", null],
  ])("reads “%s”", (text, minutes) => expect(parseDuration(text)).toBe(minutes));

  it.each([
    [90, "1.5 hours"],
    [45, "0.75 hours"],
    [60, "1 hour"],
    [360, "1 day"],
    [900, "2.5 days"],
    [50, "0.8 hours"],
  ])("writes %d minutes for a course", (minutes, text) => expect(formatCourseDuration(minutes)).toBe(text));

  it.each([
    [45, "45 minutes"],
    [60, "1 hour"],
    [90, "90 minutes"],
    [150, "2.5 hours"],
    [0.2, "1 minute"],
  ])("writes %d minutes for a module", (minutes, text) => expect(formatModuleDuration(minutes)).toBe(text));

  it("stay within 10% of the truth and in the schema's form", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 30_000 }), (minutes) => {
        const course = formatCourseDuration(minutes);
        expect(overviewSchema.shape.duration_estimate.safeParse(course).success).toBe(true);
        expect(Math.abs((parseDuration(course) ?? 0) - minutes)).toBeLessThanOrEqual(minutes * 0.05);
        const module = formatModuleDuration(minutes);
        expect(moduleSchema.shape.duration.safeParse(module).success).toBe(true);
        expect(parseDuration(module)).toBe(minutes);
      }),
    );
  });

  it("split by weight into parts that add up", () => {
    expect(splitMinutes(120, [1, 1, 2])).toEqual([30, 30, 60]);
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 30_000 }),
        fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 500 })), { minLength: 1, maxLength: 20 }),
        (total, weights) => {
          const parts = splitMinutes(total, weights);
          const sum = parts.reduce((one, other) => one + other, 0);
          expect(parts).toHaveLength(weights.length);
          for (const part of parts) expect(part).toBeGreaterThan(0);
          if (total >= weights.length) expect(Math.abs(sum - total)).toBeLessThanOrEqual(total * 0.05);
        },
      ),
    );
  });
});
