/**
 * One course stage by stage and with calls that overlap, in the same run: the bot's own writing on the built-in database and the
 * real client, against a simulated model over HTTP. `--runs 3` repeats it.
 */

import { createModelWriter } from "../../src/authoring/model-writer.ts";
import { tokensOf } from "../../src/authoring/offline-writer.ts";
import { createCourseWriting } from "../../src/authoring/write.ts";
import { moduleGroups, type Part } from "../../src/course/parts.ts";
import { stageNames } from "../../src/course/stages.ts";
import { createModelClient } from "../../src/model/openai.ts";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open-database.ts";
import { acceptCourse, createTestKnowledge } from "../fixtures/writing.ts";
import { benchDrafts, partAnswer, sectionAnswer } from "./course-text.ts";
import { createReport, mean, rounded } from "./output.ts";
import { modelPace, type SimulatedCall, startSimulatedModel } from "./simulated-model.ts";

type Measured = { wallMs: number; calls: SimulatedCall[] };
const silent = { info: () => undefined, warn: () => undefined };

export async function run(args: string[]): Promise<void> {
  const report = createReport(args);
  const runs = Number(args[args.indexOf("--runs") + 1]) || 1;
  const database = await openDatabase({ databaseUrl: null, dataDirectory: null });
  try {
    const sequential: Measured[] = [];
    const overlapped: Measured[] = [];
    for (let index = 0; index < runs; index += 1) {
      sequential.push(await measure(database, "sequential"));
      overlapped.push(await measure(database, "overlapped"));
    }
    const wall = (measured: readonly Measured[]) => Math.min(...measured.map(({ wallMs }) => wallMs));
    const critical = criticalPathMs();
    const [one, other] = [sequential[0]?.calls ?? [], overlapped[0]?.calls ?? []];
    const input = (calls: readonly SimulatedCall[]) => calls.reduce((sum, { read }) => sum + read.length / 4, 0);
    const output = (calls: readonly SimulatedCall[]) => calls.reduce((sum, call) => sum + call.outputTokens, 0);
    const idealSequential = stageNames.reduce((sum, stage) => sum + callMs(sectionAnswer(stage)), 0);
    report.line(
      "writing                      wall s   calls   input tokens   output tokens   of it in a shared prefix",
    );
    for (const [name, measured, calls] of [
      ["stage by stage", sequential, one],
      ["overlapped", overlapped, other],
    ] as const) {
      report.line(
        `${name.padEnd(26)} ${(wall(measured) / 1_000).toFixed(2).padStart(8)} ${String(calls.length).padStart(7)} ${input(calls).toFixed(0).padStart(14)} ${String(output(calls)).padStart(15)} ${`${(shared(calls) * 100).toFixed(0)} %`.padStart(26)}`,
      );
    }
    report.line(
      `the model alone, four calls in a row: ${(idealSequential / 1_000).toFixed(2)} s; critical path of the overlapped calls: ${(critical / 1_000).toFixed(2)} s`,
    );
    report.line(
      `runs: ${runs}, the fastest of each counts; mean wall ${rounded(mean(overlapped.map(({ wallMs }) => wallMs)) / 1_000)} s overlapped`,
    );
    report.end({
      bench: "pipeline",
      wallVsSequential: rounded(wall(overlapped) / wall(sequential), 3),
      wallVsCritical: rounded(wall(overlapped) / critical, 3),
      tokensVsSequential: rounded(input(other) / input(one), 3),
      outputVsSequential: rounded(output(other) / output(one), 3),
      sharedPrefix: rounded(shared(other), 3),
      sharedPrefixSequential: rounded(shared(one), 3),
      calls: other.length,
      wallSeconds: rounded(wall(overlapped) / 1_000),
      sequentialSeconds: rounded(wall(sequential) / 1_000),
      criticalSeconds: rounded(critical / 1_000),
    });
  } finally {
    await database.close();
  }
}

async function measure(database: Database, generation: "sequential" | "overlapped"): Promise<Measured> {
  const model = await startSimulatedModel();
  try {
    const waiting = await acceptCourse(database);
    const knowledge = createTestKnowledge();
    const client = createModelClient({ apiKey: "sk-bench", baseUrl: model.baseUrl, model: "simulated", log: silent });
    const { writeCourse } = createCourseWriting({
      store: waiting.store,
      knowledge: { ...knowledge, search: async () => ({ passages: handbook(), nothingRelevant: false }) },
      writer: createModelWriter({ model: client }),
      generation,
      log: silent,
    });
    const began = performance.now();
    let last = "";
    for await (const event of writeCourse({ ...waiting, signal: new AbortController().signal })) last = event.type;
    if (last !== "completed") throw new Error(`the course ended with "${last}"`);
    return { wallMs: performance.now() - began, calls: model.calls };
  } finally {
    await model.close();
  }
}

/** Twelve passages of some 200 tokens each. */
function handbook() {
  return Array.from({ length: 12 }, (_, ordinal) => {
    const text = `Rule ${ordinal + 1}. ${"Keep escape routes free, know the nearest extinguisher and call the desk first. ".repeat(10)}`;
    return {
      id: `doc-1:1:${ordinal}`,
      documentId: "doc-1",
      ordinal,
      place: { heading_path: [`Part ${ordinal + 1}`], page: null, slide: null, sheet: null },
      text,
      start: 0,
      end: text.length,
      documentNumber: 1,
      documentTitle: "Fire handbook",
      documentVersion: 1,
      score: 1,
    };
  });
}

const callMs = (answer: string) =>
  modelPace.firstMs + (tokensOf(answer).length - 1) * (1_000 / modelPace.tokensPerSecond);

/** The plan, then the longest of what follows it. */
function criticalPathMs(): number {
  const outline = benchDrafts().modules.modules.map(({ title, duration, objective_ids }) => ({
    title,
    duration,
    objective_ids,
  }));
  const beside: Part[] = [
    { kind: "assessments" },
    ...moduleGroups(outline).map((group) => ({ kind: "details", ...group }) as const),
  ];
  const plan = partAnswer({ kind: "plan", missing: ["overview", "objectives"] });
  return callMs(plan) + Math.max(...beside.map((part) => callMs(partAnswer(part))));
}

/** The share of what is read that begins as the first call does, schema included. The first call's own beginning counts too: the next course's calls find the rules there. */
function shared(calls: readonly SimulatedCall[]): number {
  const whole = calls.reduce((sum, { read }) => sum + read.length, 0);
  const common = calls.reduce((prefix, { read }) => commonPrefix(prefix, read), calls[0]?.read ?? "").length;
  return (common * calls.length) / Math.max(1, whole);
}

function commonPrefix(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}
