import { durationParts } from "./duration.ts";

/**
 * What a course holds in fixed words, as people read it: a course is stored and exported as JSON with "2 hours", "Beginner" and
 * "Apply", whatever its language. What is none of these stays as it is.
 */
export const valueTexts = {
  duration: (duration: string): string =>
    durationParts(duration)
      ?.map(({ count, unit }) => `${count} ${unit}${count === 1 ? "" : "s"}`)
      .join(" ") ?? duration,
  level: (level: string): string => level,
  bloom: (level: string): string => level,
  /** A file's size, of bytes. */
  size: (bytes: number): string => {
    if (bytes < 1024) return `${bytes} bytes`;
    return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  },
} as const;
