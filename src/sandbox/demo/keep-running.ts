/** Keeps a process running beside the sandbox: one that dies, or is killed, is started again, as a platform would. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

export type KeptProcess = {
  /** Resolves once it answers. @throws Error when it does not within a minute */
  ready(): Promise<void>;
  /** SIGKILL: no chance to tidy up. It is started again after `restartAfterMs`. */
  kill(): void;
  /** Starts one that is down now, without waiting any longer. */
  startNow(): void;
  /** Tells it something, now and after each start. */
  tell(message: object): void;
  /** SIGTERM, and for good. */
  stop(): Promise<void>;
};

type Options = {
  script: string;
  directory: string;
  environment: NodeJS.ProcessEnv;
  /** Answers 2xx once the process is ready. */
  readyUrl: string;
  /** Milliseconds between the end of a process and the start of the next. */
  restartAfterMs: number;
  /** It ended: killed by us, or by itself. */
  onDown(how: string): void;
  /** It answers, for the first time or again. */
  onReady(): void;
};

const longestStartMs = 60_000;
const lookEveryMs = 100;

/** Starts the process and keeps it so until `stop`. */
export function keepRunning(options: Options): KeptProcess {
  const { script, directory, environment, readyUrl, restartAfterMs, onDown, onReady } = options;
  let child: ChildProcess | null = null;
  let waiting: NodeJS.Timeout | null = null;
  let stopping = false;
  let told: object | null = null;

  function start(): void {
    waiting = null;
    const started = spawn(process.execPath, [script], {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = started;
    if (told !== null) send(started, told);
    started.once("exit", (code, signal) => {
      child = null;
      if (stopping) return;
      onDown(signal ?? String(code));
      waiting = setTimeout(start, restartAfterMs);
    });
    void untilReady(started).then((answers) => {
      if (answers) onReady();
    });
  }

  /** False when that process ended, or did not answer in time. */
  async function untilReady(started: ChildProcess): Promise<boolean> {
    for (const deadline = Date.now() + longestStartMs; Date.now() < deadline && child === started; ) {
      if (await answers(readyUrl)) return child === started;
      await pause(lookEveryMs);
    }
    return false;
  }

  start();
  return {
    async ready() {
      for (const deadline = Date.now() + longestStartMs; Date.now() < deadline; await pause(lookEveryMs)) {
        if (child !== null && (await answers(readyUrl))) return;
      }
      throw new Error("The bot did not become ready within a minute; its lines above say why.");
    },
    kill() {
      child?.kill("SIGKILL");
    },
    startNow() {
      if (waiting === null) return;
      clearTimeout(waiting);
      start();
    },
    tell(message) {
      told = message;
      if (child !== null) send(child, message);
    },
    async stop() {
      stopping = true;
      if (waiting !== null) clearTimeout(waiting);
      const running = child;
      if (running === null) return;
      const ended = new Promise<void>((done) => running.once("exit", () => done()));
      running.kill("SIGTERM");
      await ended;
    },
  };
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

/** One that is dying cannot be told; the next is. */
function send(child: ChildProcess, message: object): void {
  child.send(message, () => undefined);
}
