/** The hostile part of the extraction's benchmark: every hostile file through the real extractor with its real limits, two at once. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codeOf } from "../../src/errors.ts";
import { createExtractor, type ExtractRequest } from "../../src/knowledge/extract/extractor.ts";
import type { HostileFile } from "../knowledge/extract/hostile/file.ts";
import { hostileFiles } from "../knowledge/extract/hostile/files.ts";

export type HostileOutcome = {
  file: string;
  outcome: "imported" | "failed";
  code?: string;
  ms: number;
  peakMb: number;
  /** Why it did not end as it has to; null when it did. */
  wrong: string | null;
};

/** Runs them and returns how each ended, and by how much the memory of this process grew at most (MB). */
export async function runHostile(
  onOutcome: (outcome: HostileOutcome) => void,
  files: readonly HostileFile[] = hostileFiles,
): Promise<{ grownMb: number }> {
  const extractor = createExtractor({});
  // Made by another process, so that the memory of this one is what extraction takes.
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  execFileSync(process.execPath, [
    fileURLToPath(import.meta.resolve("../knowledge/extract/hostile/write.ts")),
    folder,
    ...files.map(({ name }) => name),
  ]);
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const line = [...files];
  const lane = async () => {
    for (let file = line.shift(); file !== undefined; file = line.shift()) {
      onOutcome(await outcomeOf(file, join(folder, file.name), extractor.extract));
    }
  };
  await Promise.all([lane(), lane()]);
  clearInterval(watch);
  rmSync(folder, { recursive: true });
  return { grownMb: Math.round((most - before) / 1024 / 1024) };
}

async function outcomeOf(
  file: HostileFile,
  path: string,
  extract: (request: ExtractRequest) => Promise<{ blocks: { text: string }[] }>,
): Promise<HostileOutcome> {
  const measured = { ms: 0, peakMb: 0 };
  const onMeasured = ({ milliseconds, peakBytes }: { milliseconds: number; peakBytes: number }) => {
    measured.ms = Math.round(milliseconds);
    measured.peakMb = Math.round(peakBytes / 1024 / 1024);
  };
  try {
    const { blocks } = await extract({ path, fileName: file.name, onMeasured });
    return { file: file.name, outcome: "imported", ...measured, wrong: wrongWith(file, blocks) };
  } catch (error) {
    const code = codeOf(error);
    const isExpected = file.ends !== "imported" && file.ends.some((end) => end === code);
    const wrong = isExpected ? null : `should end as ${String(file.ends)}`;
    return { file: file.name, outcome: "failed", code, ...measured, wrong };
  }
}

/** What is wrong with an import: it should have failed, lacks a text, or has one that it must not have. */
function wrongWith(file: HostileFile, blocks: readonly { text: string }[]): string | null {
  if (file.ends !== "imported" && !file.ends.includes("imported")) return `should end as ${String(file.ends)}`;
  const text = () => blocks.map((block) => block.text).join("\n");
  if (file.contains !== undefined && !text().includes(file.contains)) return `does not contain "${file.contains}"`;
  if (file.lacks !== undefined && text().includes(file.lacks)) return `contains "${file.lacks}"`;
  return null;
}
