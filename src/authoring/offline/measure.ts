/** How many modules and objectives a length of learning has room for. */
import type { BloomLevel, DifficultyLevel } from "../../course/schema.ts";
import type { OutlineModule } from "./phrases/phrases.ts";

/** Modules for so many minutes (null: nobody said) and so many units of matter. */
export function moduleCount(minutes: number | null, units: number): number {
  if (minutes === null) return units <= 4 ? units : Math.min(6, Math.max(4, Math.round(units * 0.5)));
  const rooms = [
    [12, 1],
    [45, 2],
    [75, 3],
    [150, 4],
    [270, 5],
    [480, 6],
    [1_000, 7],
  ] as const;
  return rooms.find(([most]) => minutes <= most)?.[1] ?? 8;
}

/** The outline's parts that fit: the first ones and the last, which is the transfer. */
export function outlineCount(outline: readonly OutlineModule[], minutes: number): OutlineModule[] {
  const count = minutes <= 20 ? 2 : minutes <= 45 ? 3 : minutes <= 75 ? 4 : outline.length;
  return count >= outline.length ? [...outline] : [...outline.slice(0, count - 1), ...outline.slice(-1)];
}

/** To the half hour, between one hour and eight. */
export function roundedMinutes(minutes: number): number {
  return Math.min(480, Math.max(60, Math.round(minutes / 30) * 30));
}

/** Three to seven. */
export function objectiveCount(minutes: number, modules: number): number {
  const room = minutes <= 60 ? 3 : minutes <= 100 ? 4 : 7;
  return Math.max(3, Math.min(7, room, modules));
}

/** Levels in rising order, as many as asked for (3 to 7). */
export function bloomLadder(level: DifficultyLevel, count: number): BloomLevel[] {
  return ladders[level][Math.min(7, Math.max(3, count)) - 3] ?? ladders.Beginner[0] ?? [];
}

// Written out, since each is a choice of its own: they are alike in form alone.
const ladders: Record<DifficultyLevel, readonly BloomLevel[][]> = {
  Beginner: [
    ["Remember", "Understand", "Apply"],
    ["Remember", "Understand", "Apply", "Analyze"],
    ["Remember", "Understand", "Understand", "Apply", "Analyze"],
    ["Remember", "Understand", "Understand", "Apply", "Apply", "Analyze"],
    ["Remember", "Remember", "Understand", "Understand", "Apply", "Apply", "Analyze"],
  ],
  Intermediate: [
    ["Understand", "Apply", "Analyze"],
    ["Understand", "Apply", "Analyze", "Evaluate"],
    ["Remember", "Understand", "Apply", "Analyze", "Evaluate"],
    ["Remember", "Understand", "Apply", "Apply", "Analyze", "Evaluate"],
    ["Remember", "Understand", "Understand", "Apply", "Apply", "Analyze", "Evaluate"],
  ],
  Advanced: [
    ["Apply", "Analyze", "Evaluate"],
    ["Apply", "Analyze", "Evaluate", "Create"],
    ["Understand", "Apply", "Analyze", "Evaluate", "Create"],
    ["Understand", "Apply", "Analyze", "Analyze", "Evaluate", "Create"],
    ["Understand", "Apply", "Apply", "Analyze", "Analyze", "Evaluate", "Create"],
  ],
};

/** Levels in rising order without repetition, for objectives that are all about the same. */
export function singleLadder(level: DifficultyLevel, count: number): BloomLevel[] {
  const all: BloomLevel[] = ["Remember", "Understand", "Apply", "Analyze", "Evaluate", "Create"];
  const start = level === "Beginner" ? 0 : level === "Intermediate" ? 1 : 2;
  const length = Math.min(Math.max(3, count), level === "Advanced" ? 4 : 5);
  return all.slice(start, start + length);
}
