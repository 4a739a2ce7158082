/** A run that went through too little is no proof. */
import { expect, test } from "vitest";
import { wholeRun } from "./audit/whole.ts";
import { type Figures, figuresOf, tooLittle } from "./enough.ts";
import { readOptions } from "./options.ts";

const none: Figures = {
  workspaces: 0,
  courses: 0,
  revisions: 0,
  uploads: 0,
  kills: 0,
  faults: 0,
  lateArrivals: 0,
  deployed: 0,
};

test("the figures of a run are counted, small talk and calls that went well left out", () => {
  const evidence = wholeRun();
  const [request] = evidence.requests;
  const [call] = evidence.modelCalls;
  if (request === undefined || call === undefined) throw new Error("the run is not whole");
  const reply = (id: string, kind: string) => ({ ...request, id, kind: "revise", outcome: { kind } });
  const figures = figuresOf({
    setup: "pglite",
    generation: "sequential",
    seed: 1,
    milliseconds: 1,
    evidence: {
      ...evidence,
      requests: [...evidence.requests, reply("r2", "revised"), reply("r3", "nothing")],
      modelCalls: [...evidence.modelCalls, { ...call, fault: "500" }],
    },
    storm: { outages: {} },
    deploy: { inFlight: ["qzxvw0001"], stoppingAt: 0, stopMs: 1, backAt: 2 },
    slackFaults: { "drop-before": 3 },
    lateArrivals: 2,
    traffic: new Map(),
    clicks: { retry: 0, cancel: 0 },
    busy: 0,
  });
  expect(figures).toEqual({
    ...none,
    workspaces: 1,
    courses: 1,
    revisions: 1,
    uploads: 1,
    faults: 6,
    lateArrivals: 2,
    deployed: 1,
  });
});

test("what there was too little of is a finding", () => {
  expect(tooLittle({ ...none, kills: 59 }, { ...none, kills: 60 })).toEqual([
    { rule: "too little", about: "kills", detail: "59, and 60 were wanted" },
  ]);
  expect(tooLittle({ ...none, kills: 60 }, { ...none, kills: 60 })).toEqual([]);
});

test("the long run has to reach what is asked of it; one whose scale was changed by hand nothing", () => {
  expect(readOptions(["--full"]).scale.atLeast).toMatchObject({
    workspaces: 8,
    courses: 200,
    revisions: 300,
    kills: 60,
    faults: 1_000,
  });
  expect(readOptions(["--full", "--kills", "1"]).scale.atLeast).toBeNull();
});
