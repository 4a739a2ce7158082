/**
 * `npm run test:faults`: real processes of the bot under kills, outages and faults, then an audit of every course.
 * `--full` is the long run, `--setup pglite|servers` one of the two, `--seed N` another run, `--keep DIR` keeps the logs.
 */
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hasPostgres } from "../fixtures/postgres.ts";
import { hasRedis } from "../fixtures/redis.ts";
import { readOptions, type SetupName } from "./options.ts";
import { report } from "./report.ts";
import { type RunResult, run } from "./run.ts";

// Servers and bots end with this process, whoever ends it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const options = readOptions(process.argv.slice(2));
const say = (line: string) => process.stdout.write(`${line}\n`);
const canRun = (name: SetupName) => name === "pglite" || (hasPostgres() && hasRedis());

async function runOne(name: SetupName): Promise<boolean> {
  const result = await run({ name, options, tell: (line) => say(`${name}: ${line}`) });
  say(report(result));
  if (options.keep !== null) await keep(options.keep, result);
  return result.findings.length === 0;
}

async function keep(folder: string, { setup, evidence, findings }: RunResult): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { process: name, text } of evidence.logs) await writeFile(join(folder, `${setup}-${name}.log`), text);
  const { logs: _logs, ...rest } = evidence;
  await writeFile(join(folder, `${setup}.json`), JSON.stringify({ findings, ...rest }, null, 1));
}

/** A run in a process of its own: two in one would hold each other up, and the built-in database holds up everyone. */
async function runApart(name: SetupName): Promise<boolean> {
  const child = spawn(process.execPath, [import.meta.filename, ...process.argv.slice(2), "--setup", name], {
    stdio: "inherit",
  });
  process.once("exit", () => child.kill("SIGTERM"));
  const code = await new Promise((resolve) => child.once("exit", resolve));
  return code === 0;
}

const setups = options.setups.filter(canRun);
const clean: boolean[] = [];
if (setups.length < 2) for (const name of setups) clean.push(await runOne(name));
// The long run takes them in turn, so that each has the machine to itself; the slice is too short for that.
else if (options.full) for (const name of setups) clean.push(await runApart(name));
else clean.push(...(await Promise.all(setups.map(runApart))));
process.exit(clean.every(Boolean) ? 0 : 1);
