/**
 * Many courses streaming in one worker: memory above idle, event-loop delay, and the processor's time beside that of a process
 * that reads the same streams and does nothing else. `--courses 300`, `--tokens 20` (a second, of each stream).
 */
import { setTimeout as pause } from "node:timers/promises";
import { startChild } from "../fixtures/child.ts";
import { createReport, rounded } from "./output.ts";
import { startBot, startMachine } from "./scale-processes.ts";
import { startSimulatedModel } from "./simulated-model.ts";

const workspaces = 30;
const settleMs = 3_000;
const sampleMs = 500;
const longestMs = 600_000;
const megabyte = 1024 * 1024;

export async function run(args: string[]): Promise<void> {
  const report = createReport(args);
  const option = (name: string, usual: number) =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) || usual : usual;
  const courses = option("--courses", 300);
  const tokensPerSecond = option("--tokens", 20);
  const model = await startSimulatedModel({ firstMs: 600, tokensPerSecond, cites: false });
  try {
    const worker = await measureWorker({ courses, modelUrl: model.baseUrl });
    const bareCpu = await measureBare({ courses, modelUrl: model.baseUrl });
    const figures = {
      bench: "density",
      courses,
      tokensPerSecond,
      mbPerCourse: rounded((worker.peakMb - worker.idleMb) / courses),
      loopP99Ms: rounded(worker.loopP99Ms, 1),
      idleMb: rounded(worker.idleMb, 0),
      peakMb: rounded(worker.peakMb, 0),
      wallSeconds: rounded(worker.seconds, 1),
      cpuSecondsPerCourse: rounded(worker.cpuSeconds / courses, 3),
      bareCpuSecondsPerCourse: rounded(bareCpu / courses, 3),
    };
    report.line(
      `${courses} courses at once in one worker, ${tokensPerSecond} tokens a second each, ${workspaces} workspaces`,
    );
    report.line(
      `memory ${figures.idleMb} MB idle, ${figures.peakMb} MB at most: ${figures.mbPerCourse} MB a course; event loop p99 ${figures.loopP99Ms} ms`,
    );
    report.line(
      `processor: ${figures.cpuSecondsPerCourse} s a course, ${figures.bareCpuSecondsPerCourse} s for reading the same streams bare; all ready after ${figures.wallSeconds} s`,
    );
    report.end(figures);
  } finally {
    await model.close();
  }
}

type Needs = { courses: number; modelUrl: string };

async function measureWorker({ courses, modelUrl }: Needs) {
  const machine = await startMachine({ workspaces, queueOn: "redis" });
  try {
    const bot = await startBot({
      ...machine.environment,
      ROLE: "worker",
      WORKER_CONCURRENCY: String(courses),
      GENERATION: "sequential",
      OPENAI_API_KEY: "sk-bench",
      OPENAI_BASE_URL: modelUrl,
    });
    try {
      await machine.accept(courses);
      await pause(settleMs);
      const cpu = (figures: ReadonlyMap<string, number>) => figures.get("process_cpu_seconds_total") ?? Number.NaN;
      const idleBytes = await bot.resident();
      const idleCpu = cpu(await bot.figures());
      const began = performance.now();
      await machine.wakeAll();
      const done = machine.untilReady(longestMs).then(() => true);
      let peakBytes = 0;
      for (let over = false; !over; ) {
        over = await Promise.race([done, pause(sampleMs, false)]);
        peakBytes = Math.max(peakBytes, await bot.resident());
      }
      const figures = await bot.figures();
      return {
        idleMb: idleBytes / megabyte,
        peakMb: peakBytes / megabyte,
        loopP99Ms: (figures.get("nodejs_eventloop_lag_p99_seconds") ?? Number.NaN) * 1_000,
        loopMeanMs: (figures.get("nodejs_eventloop_lag_mean_seconds") ?? Number.NaN) * 1_000,
        seconds: (performance.now() - began) / 1_000,
        cpuSeconds: cpu(figures) - idleCpu,
      };
    } finally {
      await bot.stop();
    }
  } finally {
    await machine.close();
  }
}

/** Seconds of the processor that the bare client took. */
async function measureBare({ courses, modelUrl }: Needs): Promise<number> {
  const child = startChild(new URL("density-bare.ts", import.meta.url), modelUrl, String(courses));
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await pause(100)) {
    const line = child.lines.find((each) => each.startsWith("cpu "));
    if (line === undefined) continue;
    await child.kill("SIGTERM");
    return Number(line.slice(4));
  }
  await child.kill("SIGKILL");
  throw new Error("the bare client did not end");
}
