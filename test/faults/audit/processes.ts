/** No process ends by itself once it was ready, and one that is told to stop does so in order and in time. */
import type { Evidence } from "../evidence.ts";
import type { Finding } from "./finding.ts";

const longestStopMs = 10_000;

/** Checks how the processes ended. */
export function auditProcesses({ endings }: Pick<Evidence, "endings">): Finding[] {
  return endings.flatMap(({ process, by, code, wasReady, tookMs, lastLines }): Finding[] => {
    if (by === "none" && wasReady) {
      return [{ rule: "crashed", about: process, detail: `code ${code}: ${lastLines.slice(-600)}` }];
    }
    if (by !== "stop" || !wasReady) return [];
    return [
      ...(code === 0 ? [] : [{ rule: "stopped out of order", about: process, detail: `code ${code}` }]),
      ...(tookMs <= longestStopMs
        ? []
        : [{ rule: "stopped too slowly", about: process, detail: `${Math.round(tookMs)} ms` }]),
    ];
  });
}
