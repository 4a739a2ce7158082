/**
 * A web process under load: 100 commands and 20 events a second, signed, over connections that are kept alive. Redis and PostgreSQL
 * are real. `--seconds 60` says for how long, `--rate 100` how many commands a second.
 */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { signatureHeaders } from "../../src/sandbox/signing.ts";
import { createReport, rounded } from "./output.ts";
import { signingSecret, startBot, startMachine } from "./scale-processes.ts";

const eventsASecond = 20;
const warmUpSeconds = 3;

type Answer = { ms: number; ok: boolean };

export async function run(args: string[]): Promise<void> {
  const report = createReport(args);
  const option = (name: string, usual: number) => Number(args[args.indexOf(name) + 1]) || usual;
  const seconds = args.includes("--seconds") ? option("--seconds", 60) : 60;
  const rate = args.includes("--rate") ? option("--rate", 100) : 100;
  const machine = await startMachine({ workspaces: 10, queueOn: "redis" });
  try {
    const web = await startBot({ ...machine.environment, ROLE: "web" });
    try {
      const send = senderTo(`http://127.0.0.1:${web.port}/slack/events`);
      await Promise.all(every(warmUpSeconds, rate / 2, (index) => send(commandOf(`warm-${index}`, index))));
      await web.figures();
      const before = (await web.figures()).get("process_cpu_seconds_total") ?? 0;
      const [commands, events] = await Promise.all([
        Promise.all(every(seconds, rate, (index) => send(commandOf(`load-${index}`, index)))),
        Promise.all(every(seconds, eventsASecond, (index) => send(eventOf(index)))),
      ]);
      const figures = await web.figures();
      const keys = new Set(
        (
          await machine.database.query(
            z.object({ key: z.string() }),
            "select key from requests where key like 'command:load-%'",
          )
        ).map(({ key }) => key),
      );
      const accepted = commands.filter(({ ok }) => ok).length;
      const lost = commands.filter(({ ok }, index) => ok && !keys.has(`command:load-${index}`)).length;
      const cpu = ((figures.get("process_cpu_seconds_total") ?? 0) - before) / seconds;
      const result = {
        bench: "load",
        p50Ms: rounded(quantile(commands, 0.5), 1),
        p99Ms: rounded(quantile(commands, 0.99), 1),
        eventsP99Ms: rounded(quantile(events, 0.99), 1),
        sent: commands.length,
        accepted,
        lost,
        stored: keys.size,
        refused: commands.length - accepted + events.filter(({ ok }) => !ok).length,
        cpuShare: rounded(cpu),
        loopP99Ms: rounded((figures.get("nodejs_eventloop_lag_p99_seconds") ?? Number.NaN) * 1_000, 1),
      };
      report.line(`${rate} commands and ${eventsASecond} events a second for ${seconds} s at one web process`);
      report.line(
        `answers to commands: median ${result.p50Ms} ms, p99 ${result.p99Ms} ms; to events: p99 ${result.eventsP99Ms} ms`,
      );
      report.line(
        `sent ${result.sent}, answered well ${accepted}, in the inbox ${keys.size}, lost ${lost}; not answered well, events included: ${result.refused}`,
      );
      report.line(`the process: ${result.cpuShare} of a core, event loop p99 ${result.loopP99Ms} ms`);
      report.end(result);
    } finally {
      await web.stop();
    }
  } finally {
    await machine.close();
  }
}

/** Begins something so many times a second, whether or not what came before has ended. */
function every(
  seconds: number,
  perSecond: number,
  begin: (index: number) => Promise<Answer>,
): readonly Promise<Answer>[] {
  return Array.from({ length: Math.round(seconds * perSecond) }, async (_, index) => {
    await pause((index / perSecond) * 1_000);
    return begin(index);
  });
}

type Delivery = { body: string; type: string };

function senderTo(url: string): (delivery: Delivery) => Promise<Answer> {
  return async ({ body, type }) => {
    const headers = { "content-type": type, ...signatureHeaders(signingSecret, body, Date.now()) };
    const began = performance.now();
    try {
      const response = await fetch(url, { method: "POST", headers, body });
      const text = await response.text();
      return { ms: performance.now() - began, ok: response.status === 200 && !text.includes("error") };
    } catch {
      return { ms: performance.now() - began, ok: false };
    }
  };
}

function commandOf(trigger: string, index: number): Delivery {
  const fields = {
    command: "/course",
    text: `Create a course on fire safety for floor ${index}`,
    team_id: `T${(index % 10) + 1}`,
    channel_id: `C${index % 50}`,
    channel_name: "learning",
    user_id: `U${index}`,
    trigger_id: trigger,
    response_url: "http://127.0.0.1:9/respond",
    api_app_id: "A1",
  };
  return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(fields).toString() };
}

/** What most events are: somebody writes in a thread that is no course's. */
function eventOf(index: number): Delivery {
  const team = `T${(index % 10) + 1}`;
  const body = JSON.stringify({
    type: "event_callback",
    team_id: team,
    api_app_id: "A1",
    event_id: `Ev${index}`,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [{ team_id: team, user_id: "UBOT", is_bot: true, enterprise_id: null }],
    event: {
      type: "message",
      channel: `C${index % 50}`,
      channel_type: "channel",
      user: `U${index}`,
      text: "see you there",
      ts: `${1_700_000_000 + index}.000100`,
      thread_ts: "1700000000.000001",
    },
  });
  return { type: "application/json", body };
}

function quantile(answers: readonly Answer[], share: number): number {
  const sorted = answers.map(({ ms }) => ms).sort((first, second) => first - second);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
