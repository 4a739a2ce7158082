/**
 * How soon the model's words stand in the thread, and at what price: the bot's publisher beside the classic way, `chat.update` every
 * 20 chunks and the Chat SDK, all against the sandbox's rate limits with 80 ms a call. Time is virtual, so figures do not depend
 * on the machine. `--only bot` leaves the others out.
 */
import type { RateSettings } from "../../src/sandbox/rates.ts";
import { createReport, mean, rounded } from "./output.ts";
import { coursewright } from "./pace-bot.ts";
import type { WayOf } from "./pace-model.ts";
import { createPaceSlack } from "./pace-slack.ts";
import { chatSdk, classic, everyTwentyChunks } from "./pace-ways.ts";
import { beginVirtualTime } from "./virtual-time.ts";

type Scene = { courses: number; channels: number; everyMs?: number; mode?: "bucket" | "window"; neighbour?: boolean };
type Figures = {
  meanLagMs: number;
  firstMs: number;
  /** Seconds from the first course's beginning. */
  lastCardS: number;
  lastClosingS: number;
  /** Last card, over the model's own end. */
  completeVsModel: number;
  /** Between the model's last word and the last edit, at most. */
  finalMs: number;
  n429: number;
  edits: number;
  backwards: number;
  neighbourLagMs: number | null;
};

const neighbourCourse = 9_999;

async function play(
  wayOf: WayOf,
  { courses, channels, everyMs = 0, mode = "bucket", neighbour = false }: Scene,
  longestMs = 2_400_000,
): Promise<Figures> {
  const time = beginVirtualTime();
  try {
    const settings: RateSettings = { mode };
    const slack = createPaceSlack(time, settings);
    /** When each word was spoken, by course. */
    const spokenAt = new Map<number, number[]>();
    const begun = new Map<number, number>();
    let modelEnd = 0;
    const ends = new Map<number, number>();
    const way = await starting(
      wayOf({
        time,
        slack,
        spoken: (course, text) => {
          const times = spokenAt.get(course) ?? [];
          spokenAt.set(course, times);
          for (const _ of text.matchAll(/w\d+x\d+/g)) times.push(time.now());
          if (course !== neighbourCourse) modelEnd = Math.max(modelEnd, time.now());
          ends.set(course, time.now());
        },
      }),
    );
    const all = Array.from({ length: courses }, async (_, course) => {
      await time.sleep(course * everyMs);
      begun.set(course, time.now());
      await way({ course, workspaceId: "T1", channelId: `C${course % channels}` });
    });
    if (neighbour)
      all.push(time.sleep(5_000).then(() => way({ course: neighbourCourse, workspaceId: "T2", channelId: "CN" })));
    await time.until(Promise.all(all), longestMs);
    const lags = (course: number) =>
      (spokenAt.get(course) ?? []).map(
        (at, index) => (slack.seen.get(course)?.find(({ words }) => words > index)?.at ?? Number.NaN) - at,
      );
    const own = Array.from({ length: courses }, (_, course) => course);
    const last = (at: Map<number, number>) => Math.max(0, ...own.map((course) => at.get(course) ?? 0));
    const lastCard = Math.max(last(slack.lastEdit), ...own.map((course) => slack.seen.get(course)?.at(-1)?.at ?? 0));
    return {
      meanLagMs: mean(own.flatMap(lags)),
      firstMs: mean(own.map((course) => (slack.seen.get(course)?.[0]?.at ?? Number.NaN) - (begun.get(course) ?? 0))),
      lastCardS: lastCard / 1_000,
      lastClosingS: last(slack.lastPost) / 1_000,
      completeVsModel: lastCard / modelEnd,
      finalMs: Math.max(
        ...own.map(
          (course) => (slack.lastEdit.get(course) ?? slack.seen.get(course)?.at(-1)?.at ?? 0) - (ends.get(course) ?? 0),
        ),
      ),
      n429: slack.counts.refused,
      edits: slack.counts.edits,
      backwards: slack.counts.backwards,
      neighbourLagMs: neighbour ? mean(lags(neighbourCourse)) : null,
    };
    async function starting<Value>(work: Promise<Value>): Promise<Value> {
      await time.until(work, 60_000);
      return work;
    }
  } finally {
    time.end();
  }
}

export async function run(args: string[]): Promise<void> {
  const report = createReport(args);
  const others = !args.includes("--only");
  report.line(
    "who, when                                       mean lag s   first s   last card s   last closing s   429s   edits   backwards",
  );
  const show = async (name: string, wayOf: WayOf, scene: Scene): Promise<Figures | null> => {
    try {
      const figures = await play(wayOf, scene);
      const { meanLagMs, firstMs, lastCardS, lastClosingS, n429, edits, backwards, neighbourLagMs } = figures;
      report.line(
        `${name.padEnd(47)} ${(meanLagMs / 1_000).toFixed(2).padStart(10)} ${(firstMs / 1_000).toFixed(2).padStart(9)} ${lastCardS.toFixed(1).padStart(13)} ${lastClosingS.toFixed(1).padStart(16)} ${String(n429).padStart(6)} ${String(edits).padStart(7)} ${String(backwards).padStart(11)}${neighbourLagMs === null ? "" : `   neighbour's mean lag ${(neighbourLagMs / 1_000).toFixed(2)} s`}`,
      );
      return figures;
    } catch (error) {
      report.line(`${name.padEnd(47)} ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  const thirty = { courses: 30, channels: 10 };
  const alone = await show("Coursewright, alone", coursewright, { courses: 1, channels: 1 });
  const six = await show("Coursewright, six 15 s apart", coursewright, { courses: 6, channels: 3, everyMs: 15_000 });
  const bucket = await show("Coursewright, 30 at once, 10 channels", coursewright, thirty);
  const window = await show("Coursewright, the same with fixed windows", coursewright, { ...thirty, mode: "window" });
  const one = await show("Coursewright, 30 at once in one channel", coursewright, { courses: 30, channels: 1 });
  const many = await show("Coursewright, 200 at once, 10 channels", coursewright, { courses: 200, channels: 10 });
  const beside = await show("Coursewright, 30 at once beside a neighbour", coursewright, {
    ...thirty,
    neighbour: true,
  });
  const compared: Record<string, unknown> = {};
  if (others) {
    for (const [name, way] of [
      ["one message a finished section", classic],
      ["chat.update every 20 chunks", everyTwentyChunks],
      ["Chat SDK, post and edit", chatSdk],
    ] as const) {
      compared[name] = {
        alone: figuresOf(await show(`${name}, alone`, way, { courses: 1, channels: 1 })),
        thirty: figuresOf(await show(`${name}, 30 at once`, way, thirty)),
        oneChannel: figuresOf(await show(`${name}, 30 in one channel`, way, { courses: 30, channels: 1 })),
      };
    }
  }
  report.end({
    bench: "pace",
    alone: figuresOf(alone),
    six: figuresOf(six),
    thirty: figuresOf(bucket),
    thirtyFixedWindows: figuresOf(window),
    thirtyInOneChannel: figuresOf(one),
    twoHundred: figuresOf(many),
    neighbour: { meanLagMs: rounded(beside?.neighbourLagMs ?? Number.NaN, 0) },
    compared,
  });
}

function figuresOf(figures: Figures | null): object | null {
  if (figures === null) return null;
  const { meanLagMs, firstMs, completeVsModel, n429, finalMs, lastCardS, lastClosingS, edits, backwards } = figures;
  return {
    meanLagMs: rounded(meanLagMs, 0),
    firstMs: rounded(firstMs, 0),
    finalMs: rounded(finalMs, 0),
    completeVsModel: rounded(completeVsModel, 3),
    lastCardS: rounded(lastCardS, 1),
    lastClosingS: rounded(lastClosingS, 1),
    n429,
    edits,
    backwards,
  };
}
