/** How much memory another process holds, on whatever platform this is. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";

/** Bytes of memory that a process holds, and the most that it ever held. */
export type Resident = { now: number; peak: number };
/** Looks at a process; null where it has ended or the platform does not say. */
export type ReadResident = (processId: number) => Promise<Resident | null>;

/** Chooses how to look: `/proc` where there is one (about 0.1 ms), else `ps` (about 5 ms), else not at all (null). */
export async function residentReader(): Promise<{ read: ReadResident; everyMilliseconds: number } | null> {
  if ((await fromProc(process.pid)) !== null) return { read: fromProc, everyMilliseconds: 50 };
  if ((await fromPs(process.pid)) !== null) return { read: fromPs, everyMilliseconds: 100 };
  return null;
}

async function fromProc(processId: number): Promise<Resident | null> {
  const status = await readFile(`/proc/${processId}/status`, "latin1").catch(() => "");
  const now = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  const peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  return now === 0 ? null : { now, peak: Math.max(now, peak) };
}

function fromPs(processId: number): Promise<Resident | null> {
  return new Promise((resolve) => {
    execFile("ps", ["-o", "rss=", "-p", String(processId)], { timeout: 2000 }, (error, stdout) => {
      const kilobytes = Number.parseInt(stdout.trim(), 10);
      const now = kilobytes * 1024;
      resolve(error !== null || Number.isNaN(now) ? null : { now, peak: now });
    });
  });
}
