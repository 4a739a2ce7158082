/**
 * One, two and four worker processes on the same courses, with a model that waits: courses a second against those of one worker.
 * On Redis and on the database. `--only redis` or `--only postgres` measures one of them.
 */
import { createReport, rounded } from "./output.ts";
import { startBot, startMachine } from "./scale-processes.ts";
import { startSimulatedModel } from "./simulated-model.ts";

/** The model is waited for and costs nothing to read, so that the processes share two cores without getting in each other's way. */
const model = { firstMs: 1_500, tokensPerSecond: 2_000, cites: false };
const concurrency = 4;
const rounds = 5;
const longestMs = 300_000;

type QueueOn = "redis" | "postgres";

export async function run(args: string[]): Promise<void> {
  const report = createReport(args);
  const only = args.includes("--only") ? args[args.indexOf("--only") + 1] : null;
  const redis = only === "postgres" ? null : await measure("redis", report.line);
  const postgres = only === "redis" ? null : await measure("postgres", report.line);
  report.end({ bench: "scale", two: redis?.two, four: redis?.four, redis, postgres });
}

async function measure(queueOn: QueueOn, line: (text: string) => void) {
  const perSecond = new Map<number, number>();
  for (const workers of [1, 2, 4]) {
    const rate = await throughput(queueOn, workers);
    perSecond.set(workers, rate);
    line(`${workers} worker${workers === 1 ? " " : "s"}, queue on ${queueOn}: ${rate.toFixed(2)} courses a second`);
  }
  const one = perSecond.get(1) ?? Number.NaN;
  /** Of what so many workers would do if each did as much as one alone. */
  const share = (workers: number) => rounded((perSecond.get(workers) ?? Number.NaN) / (one * workers), 3);
  return {
    coursesASecond: {
      one: rounded(one, 3),
      two: rounded(perSecond.get(2) ?? 0, 3),
      four: rounded(perSecond.get(4) ?? 0, 3),
    },
    two: share(2),
    four: share(4),
  };
}

/** Courses a second, from waking the workers to the last course's being ready. */
async function throughput(queueOn: QueueOn, workers: number): Promise<number> {
  const simulated = await startSimulatedModel(model);
  const machine = await startMachine({ workspaces: 40, queueOn });
  const bots: { stop(): Promise<void> }[] = [];
  try {
    const environment = {
      ...machine.environment,
      ROLE: "worker",
      WORKER_CONCURRENCY: String(concurrency),
      GENERATION: "sequential",
      OPENAI_API_KEY: "sk-bench",
      OPENAI_BASE_URL: simulated.baseUrl,
    };
    for (let index = 0; index < workers; index += 1) bots.push(await startBot(environment));
    const courses = workers * concurrency * rounds;
    await machine.accept(courses);
    const began = performance.now();
    await machine.wakeAll();
    await machine.untilReady(longestMs);
    return courses / ((performance.now() - began) / 1_000);
  } finally {
    await Promise.all(bots.map((bot) => bot.stop()));
    await machine.close();
    await simulated.close();
  }
}
