/** What a run was made of and what was found, for people to read. */
import { figuresOf, outcomeKind } from "./enough.ts";
import type { RunResult } from "./run.ts";

/** The table of a run, in lines. */
export function report(result: RunResult): string {
  const { setup, generation, seed, milliseconds, evidence, findings, deploy, ...figures } = result;
  const reached = figuresOf(result);
  const { courses, requests, documents, asked, replied, uploaded, endings, modelCalls } = evidence;
  const modelFaults = counted(modelCalls.flatMap(({ fault }) => fault ?? []));
  const slackFaults = { ...figures.slackFaults, "late arrival": figures.lateArrivals };
  const limits = [...figures.traffic].filter(([key]) => key.endsWith(" 429"));
  const stops = endings.filter(({ by, wasReady }) => by === "stop" && wasReady);
  const kills = endings.filter(({ by }) => by === "kill");
  const rows: [string, string][] = [
    ["set-up", `${setup}, ${generation}, seed ${seed}, ${(milliseconds / 1_000).toFixed(0)} s`],
    ["workspaces", String(reached.workspaces)],
    [
      "asked for",
      `${asked.length} times, ${asked.filter(({ accepted }) => accepted).length} accepted (${list(counted(asked.map(({ way }) => way)))})`,
    ],
    ["courses", `${courses.length} (${list(counted(courses.map(({ record }) => record.state)))})`],
    ["requests", list(counted(requests.map(({ kind }) => kind)))],
    ["most attempts", String(Math.max(0, ...requests.map(({ attempts }) => attempts)))],
    [
      "replies",
      `${replied.length}, ${reached.revisions} of them revisions, ${replied.filter(({ accepted }) => accepted).length} accepted (${list(counted(requests.flatMap(({ kind, outcome }) => (kind === "revise" ? outcomeKind(outcome) : []))))})`,
    ],
    [
      "documents",
      `${uploaded.filter(({ accepted }) => accepted).length} accepted, ${list(counted(documents.map(({ state }) => state)))}`,
    ],
    ["buttons pressed", list(figures.clicks)],
    ["the harness itself", `busy ${Math.round(figures.busy * 100)} % of the time`],
    [
      "deliveries",
      list(
        Object.fromEntries(
          [...figures.traffic].filter(([key]) =>
            /^(\/course|event: (message|app_mention)|block_actions|view_submission) /.test(key),
          ),
        ),
      ),
    ],
    ["kills", `${kills.length}, of them ${kills.filter(({ wasReady }) => !wasReady).length} at the start of a process`],
    ["outages", list(figures.storm.outages)],
    [
      "deploy",
      deploy === null
        ? "none"
        : `${deploy.inFlight.length} courses under way, stopped in ${deploy.stopMs} ms, back after ${deploy.backAt - deploy.stoppingAt} ms`,
    ],
    [
      "stops in order",
      `${stops.length}, the slowest ${Math.round(Math.max(0, ...stops.map(({ tookMs }) => tookMs)))} ms`,
    ],
    ["faults of Slack", list(slackFaults)],
    ["faults of the model", `${list(modelFaults)} in ${modelCalls.length} calls`],
    ["injected faults", String(reached.faults)],
    ["refused by limits", list(Object.fromEntries(limits))],
    [
      "findings",
      findings.length === 0 ? "none" : `${findings.length} (${list(counted(findings.map(({ rule }) => rule)))})`,
    ],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    "",
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...findings.slice(0, 60).map(({ rule, about, detail }) => `  ✗ ${rule}: ${about}: ${detail}`),
    ...(findings.length > 60 ? [`  … and ${findings.length - 60} more`] : []),
    "",
  ].join("\n");
}

function counted(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

function list(counts: Readonly<Record<string, number>>): string {
  const said = Object.entries(counts).filter(([, count]) => count > 0);
  return said.length === 0 ? "none" : said.map(([name, count]) => `${count} ${name}`).join(", ");
}
