/** Keeps one process of the bot running: what is killed or ends by itself is started again, as systemd or Kubernetes would. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const root = join(import.meta.dirname, "../..");

export type Ending = {
  process: string;
  /** Milliseconds since 1970. */
  at: number;
  /** What the harness did to it; "none" when it ended by itself. */
  by: "kill" | "stop" | "none";
  code: number | null;
  /** Whether it had said that it is ready. */
  wasReady: boolean;
  /** From the signal to the end. */
  tookMs: number;
  lastLines: string;
};
export type Supervised = {
  readonly name: string;
  readonly port: number;
  /** Everything that it wrote, over all its lives. */
  output(): string;
  endings(): readonly Ending[];
  /** Resolves when it is ready. @throws Error after a minute */
  start(): Promise<void>;
  /** SIGKILL; it comes back by itself. */
  kill(): Promise<void>;
  /** SIGTERM, and it stays away until `start`. */
  stop(): Promise<void>;
  isReady(): Promise<boolean>;
  /** How long ago it said that it is ready, in milliseconds; 0 while it is not. */
  livesFor(): number;
};

const respawnAfterMs = 300;
const longestStart = 60_000;
/** One that does not end is killed in the end, and told. */
const longestStop = 20_000;

/** A process that is not started yet. */
export function supervise({
  name,
  port,
  environment,
}: {
  name: string;
  port: number;
  environment: Readonly<Record<string, string>>;
}): Supervised {
  const endings: Ending[] = [];
  let output = "";
  let child: ChildProcess | null = null;
  let wanted = false;
  let readyAt: number | null = null;
  let ending: { by: "kill" | "stop"; at: number } | null = null;

  // Whatever becomes of the run, the process does not outlive it.
  process.once("exit", () => child?.kill("SIGKILL"));

  function launch(): void {
    const started = spawn(process.execPath, ["src/main.ts"], {
      cwd: root,
      env: { PATH: process.env.PATH ?? "", ...environment, PORT: String(port) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    let ready = false;
    ending = null;
    let own = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
      own = (own + chunk.toString()).slice(-2_000);
      if (ready || !own.includes('"msg":"ready"')) return;
      ready = true;
      readyAt = Date.now();
    };
    started.stdout.on("data", keep);
    started.stderr.on("data", keep);
    started.once("close", (code) => {
      const { by = "none", at = Date.now() } = ending ?? {};
      endings.push({
        process: name,
        at: Date.now(),
        by,
        code,
        wasReady: ready,
        tookMs: Date.now() - at,
        lastLines: own.slice(-1_200),
      });
      child = null;
      readyAt = null;
      if (wanted) setTimeout(() => wanted && child === null && launch(), respawnAfterMs);
    });
  }

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const running = child;
    if (running === null) return;
    const ended = new Promise<void>((resolve) => running.once("close", () => resolve()));
    ending = { by: signal === "SIGKILL" ? "kill" : "stop", at: Date.now() };
    running.kill(signal);
    if ((await Promise.race([ended, pause(longestStop, "late", { ref: false })])) === "late") running.kill("SIGKILL");
    await ended;
  }

  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );

  return {
    name,
    port,
    output: () => output,
    endings: () => endings,
    isReady,
    livesFor: () => (readyAt === null ? 0 : Date.now() - readyAt),
    async start() {
      wanted = true;
      if (child === null) launch();
      for (const deadline = Date.now() + longestStart; Date.now() < deadline; await pause(100)) {
        if (await isReady()) return;
      }
      throw new Error(`${name} did not become ready:\n${output.slice(-3_000)}`);
    },
    kill: () => end("SIGKILL"),
    async stop() {
      wanted = false;
      await end("SIGTERM");
    },
  };
}
