/** One run on one set-up: a storm, a deploy in the quiet after it, an end in order, and the audit. */
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { installEverywhere, oauthClient, oauthEnvironment } from "../fixtures/installations.ts";
import { audit } from "./audit/audit.ts";
import type { Finding } from "./audit/finding.ts";
import { type Deploy, deploy } from "./deploy.ts";
import { figuresOf, tooLittle } from "./enough.ts";
import { type Evidence, gather } from "./evidence.ts";
import { type FaultyModel, startFaultyModel } from "./model.ts";
import type { Generation, Options, SetupName } from "./options.ts";
import { createPeople, type People } from "./people.ts";
import { makePlan, markPrefix, type Outage } from "./plan.ts";
import { unanswered, unfinished } from "./progress.ts";
import { openSetup, type Setup } from "./setups.ts";
import { type FaultySlack, signingSecret, startFaultySlack } from "./slack.ts";
import { type StormFigures, storm } from "./storm.ts";

export type RunResult = {
  setup: SetupName;
  generation: Generation;
  seed: number;
  milliseconds: number;
  evidence: Evidence;
  findings: readonly Finding[];
  storm: StormFigures;
  /** Null when no course was asked for before it. */
  deploy: Deploy | null;
  slackFaults: Readonly<Record<string, number>>;
  lateArrivals: number;
  traffic: ReadonlyMap<string, number>;
  clicks: { retry: number; cancel: number };
  /** How busy this process was, from 0 to 1: Slack and the model are in it, and must not be what is slow. */
  busy: number;
};

const apiKey = "sk-faults-0a1b2c3d4e5f6071";
/** The bot looks for late twins a minute after a doubt. */
const twinsGoneMs = 72_000;
/** So long it takes to stop, to gather and to audit. */
const endMs = 15_000;

/** Runs to the end, whatever is found; `tell` is told how far it is. @throws Error when the bot cannot be started at all */
export async function run({
  name,
  options,
  tell,
}: {
  name: SetupName;
  options: Options;
  tell: (line: string) => void;
}): Promise<RunResult> {
  const { seed, scale } = options;
  const generation = options.generation[name];
  const opened = Date.now();
  await using closing = new AsyncDisposableStack();
  const slack = await startFaultySlack({ seed, scale });
  closing.defer(() => slack.close());
  const model = await startFaultyModel({ seed, longSilences: scale.longSilences, secondsPerAnswer: 1.5 });
  closing.defer(() => model.close());
  const environment = environmentOf({ slack, model, generation });
  const setup = await openSetup(name, () => environment);
  closing.defer(() => setup.close());
  slack.sandbox.deliverTo(`${setup.url}/slack/events`);
  await Promise.all(setup.processes.map((each) => each.start()));
  await installEverywhere(setup.url, slack.sandbox);
  tell(`ready after ${seconds(Date.now() - opened)}`);
  // A machine that is slow to start them does not shorten the run.
  const begun = Date.now();
  const idle = performance.eventLoopUtilization();

  const outages: Outage[] = name === "servers" ? ["redis", "postgres", "slack"] : ["slack"];
  const plan = makePlan({ seed, scale, processes: setup.processes.map((each) => each.name), outages });
  const people = createPeople({ slack, seed });
  const watching = people.watch();
  slack.setFaulty(true);
  const figures = await storm({ plan, people, setup, slack, untilMs: scale.stormMs, hurried: scale.hurried });
  slack.setFaulty(false);
  model.setFaulty(false);
  await Promise.all(setup.processes.map((each) => each.start()));
  tell(
    `the storm is over after ${seconds(Date.now() - begun)}; ${unfinished(slack.sandbox, people.asked()).length} courses are under way`,
  );

  const deployed = plan.deploy.length === 0 ? null : await deploy({ asks: plan.deploy, people, setup, slack, model });
  if (deployed !== null) {
    const { inFlight, stoppingAt, stopMs, backAt } = deployed;
    tell(
      `a deploy in the middle of ${inFlight.length} courses: stopped in ${seconds(stopMs)}, back after ${seconds(backAt - stoppingAt)}`,
    );
  }
  await quiet({ slack, people, deadline: begun + scale.deadlineMs - endMs, tell });
  people.stop();
  await watching;
  await Promise.all(setup.processes.map((each) => each.stop()));
  const evidence = await evidenceOf({ setup, slack, model, people, environment });
  const result = {
    setup: name,
    generation,
    seed,
    milliseconds: Date.now() - begun,
    evidence,
    storm: figures,
    deploy: deployed,
    slackFaults: slack.sandbox.faults.counts(),
    lateArrivals: slack.lateArrivals(),
    traffic: slack.traffic(),
    clicks: people.clicks(),
    busy: performance.eventLoopUtilization(idle).utilization,
  };
  const missing = scale.atLeast === null ? [] : tooLittle(figuresOf(result), scale.atLeast);
  return { ...result, findings: [...audit(evidence), ...missing] };
}

function environmentOf({
  slack,
  model,
  generation,
}: {
  slack: FaultySlack;
  model: FaultyModel;
  generation: Generation;
}): Record<string, string> {
  return {
    HOST: "127.0.0.1",
    ...oauthEnvironment(),
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.sandbox.apiUrl,
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_MODEL: "stand-in",
    GENERATION: generation,
    LOG_LEVEL: "info",
  };
}

/** Waits until every course has ended, late twins have been looked for, and nothing has moved for a while. */
async function quiet({
  slack,
  people,
  deadline,
  tell,
}: {
  slack: FaultySlack;
  people: People;
  deadline: number;
  tell: (line: string) => void;
}): Promise<void> {
  let calm = 0;
  for (let told = Date.now(); Date.now() < deadline; await pause(500)) {
    const open = [...unfinished(slack.sandbox, people.asked()), ...unanswered(slack.sandbox)];
    calm = open.length === 0 ? calm + 1 : 0;
    if (calm > 12 && Date.now() > slack.lastDoubt() + twinsGoneMs) return;
    if (Date.now() - told < 15_000) continue;
    told = Date.now();
    tell(`waiting for ${open.length} courses ${open.slice(0, 6).join(" ")}`);
  }
  tell("the time is up");
}

async function evidenceOf({
  setup,
  slack,
  model,
  people,
  environment,
}: {
  setup: Setup;
  slack: FaultySlack;
  model: FaultyModel;
  people: People;
  environment: Readonly<Record<string, string>>;
}): Promise<Evidence> {
  const database = await setup.openDatabase();
  try {
    return {
      ...(await gather(database, slack.sandbox)),
      asked: people.asked(),
      replied: people.replied(),
      uploaded: people.uploaded(),
      modelCalls: model.calls(),
      endings: setup.processes.flatMap((each) => each.endings()),
      logs: setup.processes.map((each) => ({ process: each.name, text: each.output() })),
      secrets: [
        ...slack.tokens().map((text) => ({ name: "the bot token", text })),
        { name: "the signing secret", text: signingSecret },
        { name: "the model's key", text: apiKey },
        { name: "the client's secret", text: oauthClient.clientSecret },
        { name: "the state's secret", text: environment.SLACK_STATE_SECRET ?? "" },
        { name: "the encryption key", text: environment.TOKEN_ENCRYPTION_KEY?.slice(3) ?? "" },
        { name: "what a person, a document or a model wrote", text: markPrefix },
      ],
    };
  } finally {
    await database.close();
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
