/** A new release in the middle of twenty courses: SIGTERM, a new start, and all of them complete from where they stood. */
import { expect, test } from "vitest";
import { readOptions } from "../faults/options.ts";
import { run } from "../faults/run.ts";

const courses = 20;

test(
  "twenty courses under way: none begins anew, nothing is doubled",
  async () => {
    const options = readOptions([
      ...["--generation", "overlapped", "--workspaces", "4", "--deploy-courses", String(courses)],
      ...["--storm-seconds", "0", "--deadline-seconds", "240"],
      ...["--courses", "0", "--revisions", "0", "--uploads", "0", "--kills", "0", "--outages", "0"],
    ]);
    const { findings, deploy, evidence } = await run({ name: "pglite", options, tell: () => undefined });
    expect(findings).toEqual([]);
    expect(deploy?.inFlight).toHaveLength(courses);
    expect(deploy?.stopMs).toBeLessThan(10_000);
    expect(evidence.courses.map(({ record }) => record.state)).toEqual(Array.from({ length: courses }, () => "ready"));

    const { stoppingAt = 0, stopMs = 0 } = deploy ?? {};
    for (const { record } of evidence.courses) {
      const mark = /qzxvw\w+/.exec(record.brief.prompt)?.[0];
      const saved = evidence.saves
        .filter(({ courseId, at }) => courseId === record.id && at.getTime() < stoppingAt + stopMs)
        .map(({ what }) => what);
      expect(saved).toContain("overview");
      const after = evidence.modelCalls.filter((call) => call.mark === mark && call.at > stoppingAt);
      expect(after.flatMap(({ writes }) => writes).filter((name) => saved.includes(name))).toEqual([]);
      expect(after.length).toBeGreaterThan(0);
    }
  },
  6 * 60_000,
);
