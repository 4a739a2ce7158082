/** Runs one child over one file, and ends it when it takes too long, too much memory, or says too much. */
import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CoursewrightError } from "../../errors.ts";
import { createHeadingTrail, type ExtractedDocument } from "../blocks.ts";
import { childCommand } from "./child-command.ts";
import { damaged, tooLarge } from "./failures.ts";
import type { ExtractionLimits } from "./limits.ts";
import { type ReadResident, type Resident, residentReader } from "./memory.ts";
import { type ChildLine, childLineSchema } from "./protocol.ts";

export type ContainedRun = {
  /** The file's bytes, as they come. */
  input: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  fileName: string;
  declaredType?: string;
  limits: ExtractionLimits;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
  /** What the child took, however it ended; `message` is for the log and holds nothing of the document. */
  onMeasured?(measure: { milliseconds: number; peakBytes: number; message?: string }): void;
};

/**
 * Reads one file in a child of its own. Throws what the child found wrong with it, `document_timeout`, `document_too_large` (limit
 * "memory") for one that was killed, `cancelled` when the signal aborts, `internal` when the child cannot start.
 */
export async function runContained(run: ContainedRun): Promise<ExtractedDocument> {
  const { limits, signal } = run;
  if (signal?.aborted === true) throw new CoursewrightError("cancelled", "the extraction was cancelled");
  const command = childCommand(limits);
  const started = performance.now();
  const child = spawn(command.command, command.arguments, { env: {}, cwd: "/", stdio: ["pipe", "pipe", "ignore"] });
  let failure: CoursewrightError | null = null;
  let peakBytes = 0;
  let message: string | undefined;
  let exitCode: number | null = null;
  const kill = (reason: CoursewrightError) => {
    failure ??= reason;
    child.kill("SIGKILL");
  };
  const deadline = setTimeout(
    () =>
      kill(
        new CoursewrightError("document_timeout", "the file took too long", {
          facts: { seconds: limits.milliseconds / 1000 },
        }),
      ),
    limits.milliseconds,
  );
  const onAbort = () => kill(new CoursewrightError("cancelled", "the extraction was cancelled"));
  signal?.addEventListener("abort", onAbort, { once: true });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      failure ??= new CoursewrightError("internal", "the child could not be started", { cause: error });
      resolve(null);
    });
    child.once("close", (code) => resolve(code));
  });
  const stopWatching = watchMemory(child.pid, ({ now, peak }) => {
    peakBytes = Math.max(peakBytes, peak);
    if (now > limits.residentMegabytes * 1024 * 1024) kill(tooLarge("memory", limits.residentMegabytes));
  });

  const document = collect(run);
  try {
    const header = JSON.stringify({ fileName: run.fileName, declaredType: run.declaredType, limits });
    // A child that ends before it has read all closes its side: that is no failure of its own.
    const written = pipeline(Readable.from(withHeader(header, run.input)), child.stdin).catch((error: unknown) => {
      if (!isClosedPipe(error)) kill(asUnavailable(error));
    });
    for await (const line of linesOf(child.stdout, limits)) {
      if (document.take(line)) continue;
      kill(damaged("the child spoke out of turn"));
      break;
    }
    await written;
  } catch (error) {
    kill(error instanceof CoursewrightError ? error : damaged("the child's answer cannot be read", error));
  } finally {
    exitCode = await ended;
    clearTimeout(deadline);
    stopWatching();
    signal?.removeEventListener("abort", onAbort);
    const end = document.end();
    message = end?.type === "failure" ? end.message : `the child ended with ${exitCode}`;
    run.onMeasured?.({ milliseconds: performance.now() - started, peakBytes, message });
  }
  if (failure !== null) throw failure;
  const end = document.end();
  // A library that is missing, or that lies where the child may not read: no file is at fault.
  if (end === null && exitCode !== null && exitCode !== 0 && exitCode < 128) {
    throw new CoursewrightError("internal", "the process that reads files could not start");
  }
  // Gone without a word: the heap's limit or the platform's ended it.
  if (end === null) throw tooLarge("memory", limits.residentMegabytes);
  if (end.type === "failure") throw new CoursewrightError(end.code, "the file cannot be read", { facts: end.facts });
  return document.result(end);
}

type Ending = Extract<ChildLine, { type: "end" | "failure" }>;

/** Puts the child's lines together, with the heading path of every block. */
function collect(run: ContainedRun) {
  const trail = createHeadingTrail();
  const blocks: ExtractedDocument["blocks"] = [];
  let ending: Ending | null = null;
  // Blocks under one heading share one array: a long document has many blocks and few headings.
  let path: string[] = [];
  return {
    /** Takes one line; false when it is not one of the protocol's. */
    take(text: string): boolean {
      if (ending !== null) return false;
      const parsed = childLineSchema.safeParse(parseJson(text));
      if (!parsed.success) return false;
      const line = parsed.data;
      if (line.type === "progress") run.onProgress?.(line.done, line.total);
      else if (line.type !== "block") ending = line;
      else if (line.block.type === "heading" && line.block.hidden !== true) {
        blocks.push({ ...line.block, headingPath: trail.open(line.block.level ?? 1, line.block.text) });
        path = trail.path();
      } else blocks.push({ ...line.block, headingPath: path });
      return true;
    },
    end: (): Ending | null => ending,
    result(end: Extract<Ending, { type: "end" }>): ExtractedDocument {
      const { kind, title, pageCount, remarks } = end;
      return { kind, title, pageCount, remarks, blocks };
    },
  };
}

async function* withHeader(header: string, input: ContainedRun["input"]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${header}\n`);
  yield* input;
}

/** Whole lines, as long as all of them stay within what the limits of the output make possible. */
async function* linesOf(stream: AsyncIterable<unknown>, limits: ExtractionLimits): AsyncGenerator<string> {
  const allowed = limits.characters * 4 + limits.blocks * 200 + 1024 * 1024;
  let taken = 0;
  let open: Uint8Array[] = [];
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    taken += chunk.length;
    if (taken > allowed) throw tooLarge("characters", limits.characters);
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...open, chunk.subarray(start, end)]).toString("utf8");
      open = [];
      start = end + 1;
      if (line !== "") yield line;
    }
    if (start < chunk.length) open.push(chunk.subarray(start));
  }
}

/** Looks at a process's memory again and again, each time after the last look has ended. Returns the way to stop. */
function watchMemory(processId: number | undefined, onLook: (resident: Resident) => void): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (read: ReadResident, everyMilliseconds: number) => {
    if (stopped || processId === undefined) return;
    const resident = await read(processId);
    if (stopped) return;
    if (resident !== null) onLook(resident);
    timer = setTimeout(() => void look(read, everyMilliseconds), everyMilliseconds);
  };
  void residentReader().then((reader) => reader && look(reader.read, reader.everyMilliseconds));
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isClosedPipe(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    /^(?:EPIPE|ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|ERR_STREAM_DESTROYED)$/.test(String(error.code))
  );
}

function asUnavailable(error: unknown): CoursewrightError {
  if (error instanceof CoursewrightError) return error;
  return new CoursewrightError("document_unavailable", "the file's bytes cannot be read", { cause: error });
}
