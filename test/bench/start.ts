/** From start to ready, on a database that is there and on a first start with the built-in one; and what an idle process costs. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createReport, rounded } from "./output.ts";
import { signingSecret, startBot, startMachine } from "./scale-processes.ts";

/** Until the engine has compiled what the start made hot; on the built-in database that goes on for some 15 s. */
const settlingSeconds = 20;
const idleSeconds = 60;

export async function run(args: string[]): Promise<void> {
  const report = createReport(args);
  const machine = await startMachine({ workspaces: 1, queueOn: "redis" });
  const dataDirectory = await mkdtemp(join(tmpdir(), "coursewright-bench-"));
  try {
    const onServer = await startBot({ ...machine.environment, ROLE: "all" });
    const idleShare = await idleCpu(onServer);
    await onServer.stop();
    const builtIn = {
      SLACK_API_URL: machine.slack.apiUrl,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: "xoxb-T1",
      DATA_DIR: dataDirectory,
    };
    const first = await startBot(builtIn);
    const idleBuiltIn = await idleCpu(first);
    await first.stop();
    const second = await startBot(builtIn);
    await second.stop();
    const figures = {
      bench: "start",
      readyMs: rounded(onServer.readyMs, 0),
      firstBuiltInMs: rounded(first.readyMs, 0),
      laterBuiltInMs: rounded(second.readyMs, 0),
      idleCpuPercent: rounded(idleShare * 100),
      idleCpuBuiltInPercent: rounded(idleBuiltIn * 100),
    };
    report.line(
      `ready on a database that is there: ${figures.readyMs} ms; idle: ${figures.idleCpuPercent} % of a core`,
    );
    report.line(
      `ready with the built-in one: ${figures.firstBuiltInMs} ms the first time, ${figures.laterBuiltInMs} ms later; idle: ${figures.idleCpuBuiltInPercent} %`,
    );
    report.end(figures);
  } finally {
    await machine.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

async function idleCpu(bot: Awaited<ReturnType<typeof startBot>>): Promise<number> {
  await pause(settlingSeconds * 1_000);
  const cpu = async () => (await bot.figures()).get("process_cpu_seconds_total") ?? Number.NaN;
  const before = await cpu();
  await pause(idleSeconds * 1_000);
  return ((await cpu()) - before) / idleSeconds;
}
