/** What every way of showing a course is fed with: the model's words at its pace, in virtual time. */
import { tokensOf } from "../../src/authoring/offline-writer.ts";
import { type Stage, stageNames } from "../../src/course/stages.ts";
import { benchDrafts } from "./course-text.ts";
import type { PaceSlack } from "./pace-slack.ts";
import { modelPace } from "./simulated-model.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type Asked = { course: number; workspaceId: string; channelId: string };
/** Shows one course from its beginning to its end. */
export type Way = (asked: Asked) => Promise<void>;
export type WayOf = (needs: { time: VirtualTime; slack: PaceSlack; spoken: Spoken }) => Promise<Way>;
/** Told of each piece that the model writes, by course. */
export type Spoken = (course: number, text: string) => void;

export const paceApiUrl = "https://slack.invalid/api/";

/** The JSON text of one section. */
export async function* speakSection(
  { time, spoken }: { time: VirtualTime; spoken: Spoken },
  course: number,
  stage: Stage,
): AsyncGenerator<string> {
  for await (const text of speak(time, JSON.stringify(benchDrafts(course)[stage]))) {
    spoken(course, text);
    yield text;
  }
}

/** All sections, one after the other. */
export async function* speakCourse(
  needs: { time: VirtualTime; spoken: Spoken },
  course: number,
): AsyncGenerator<{ text: string; ended: boolean }> {
  for (const stage of stageNames) {
    for await (const text of speakSection(needs, course, stage)) yield { text, ended: false };
    yield { text: "", ended: true };
  }
}

async function* speak(time: VirtualTime, answer: string): AsyncGenerator<string> {
  const tokens = tokensOf(answer);
  const began = time.now();
  for (let sent = 0; sent < tokens.length; ) {
    await time.sleep(began + modelPace.firstMs + (sent / modelPace.tokensPerSecond) * 1_000 - time.now());
    const due = Math.floor(((time.now() - began - modelPace.firstMs) / 1_000) * modelPace.tokensPerSecond) + 1;
    yield tokens.slice(sent, due).join("");
    sent = Math.max(sent, due);
  }
}
