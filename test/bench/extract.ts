/**
 * `npm run bench -- extract --dir DIR [--json] [--verbose]`: reads every file of a folder through the real extractor, one at a time. Where the
 * folder has a `manifest.tsv` (file, format, …, key_phrases, headings, pages_slides_sheets, page_phrase) says what was read right.
 * `npm run bench -- extract --hostile [--json]`: the same with every hostile file that the tests can make, two at once.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { codeOf } from "../../src/errors.ts";
import type { ExtractedDocument } from "../../src/knowledge/blocks.ts";
import { createExtractor } from "../../src/knowledge/extract/extractor.ts";
import { type HostileOutcome, runHostile } from "./extract-hostile.ts";
import { type Expectation, judge, readManifest } from "./extract-manifest.ts";

type Outcome = {
  file: string;
  format: string;
  code: string | null;
  ms: number;
  peakMb: number;
  document: ExtractedDocument | null;
};

/** Runs the benchmark and prints its figures. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: "string" },
      json: { type: "boolean" },
      verbose: { type: "boolean" },
      hostile: { type: "boolean" },
    },
  });
  if (values.hostile === true) return await hostile(values.json === true);
  if (values.dir === undefined) throw new Error("say which folder: --dir DIR");
  const { dir } = values;
  const manifestPath = join(dir, "manifest.tsv");
  const manifest = existsSync(manifestPath) ? readManifest(readFileSync(manifestPath, "utf8")) : null;
  const files = readdirSync(dir).filter((file) => statSync(join(dir, file)).isFile() && file !== "manifest.tsv");
  const extractor = createExtractor({});
  const outcomes: Outcome[] = [];
  for (const file of files.toSorted()) {
    const outcome: Outcome = { file, format: formatOf(file, manifest), code: null, ms: 0, peakMb: 0, document: null };
    try {
      outcome.document = await extractor.extract({
        path: join(dir, file),
        fileName: file,
        onMeasured({ milliseconds, peakBytes }) {
          outcome.ms = Math.round(milliseconds);
          outcome.peakMb = Math.round(peakBytes / 1024 / 1024);
        },
      });
    } catch (error) {
      outcome.code = codeOf(error);
    }
    outcomes.push(outcome);
    if (values.json === true) print(JSON.stringify(jsonLine(outcome)));
  }
  if (values.json !== true) print(report(outcomes, manifest, values.verbose === true));
}

async function hostile(isJson: boolean) {
  const outcomes: HostileOutcome[] = [];
  const { grownMb } = await runHostile((outcome) => {
    outcomes.push(outcome);
    const { file, outcome: end, code, ms, peakMb, wrong } = outcome;
    if (isJson) print(JSON.stringify({ file, outcome: end, ...(code === undefined ? {} : { code }), ms, peakMb }));
    else
      print(
        `${wrong === null ? "ok " : "NOT"} ${file}: ${code ?? end}, ${ms} ms, ${peakMb} MB${wrong === null ? "" : `: ${wrong}`}`,
      );
  });
  if (isJson) return;
  const right = outcomes.filter(({ wrong }) => wrong === null).length;
  const worst = Math.max(...outcomes.map(({ ms }) => ms));
  const peak = Math.max(...outcomes.map(({ peakMb }) => peakMb));
  print(
    `${right} of ${outcomes.length} ended as they have to; worst ${worst} ms, ${peak} MB; this process grew by ${grownMb} MB`,
  );
}

function jsonLine({ file, code, ms, peakMb }: Outcome) {
  return { file, outcome: code === null ? "imported" : "failed", ...(code === null ? {} : { code }), ms, peakMb };
}

function formatOf(file: string, manifest: ReadonlyMap<string, Expectation> | null): string {
  return manifest?.get(file)?.format ?? /\.([^.]+)$/.exec(file)?.[1]?.toLowerCase() ?? "none";
}

/** A table of all formats, and under it what was not read right. */
function report(
  outcomes: readonly Outcome[],
  manifest: ReadonlyMap<string, Expectation> | null,
  verbose: boolean,
): string {
  const lines = ["format  files  failed  phrases  headings  pages  median ms  peak MB"];
  const misses: string[] = [];
  const totals = { phrases: [0, 0], headings: [0, 0], pages: [0, 0] };
  const counts = (pair: readonly number[]) => (pair[1] === 0 ? "-" : pair.join("/"));
  for (const [format, group] of Map.groupBy(outcomes, (outcome) => outcome.format)) {
    const own = { phrases: [0, 0], headings: [0, 0], pages: [0, 0] };
    for (const outcome of group) {
      const expected = manifest?.get(outcome.file);
      if (expected === undefined) continue;
      const verdict = judge(expected, outcome.document, outcome.code);
      for (const name of ["phrases", "headings", "pages"] as const) {
        const [right, all] = verdict[name];
        for (const sum of [own[name], totals[name]]) {
          sum[0] = (sum[0] ?? 0) + right;
          sum[1] = (sum[1] ?? 0) + all;
        }
      }
      misses.push(...verdict.misses.map((miss) => `${outcome.file}: ${miss}`));
    }
    const times = group.map(({ ms }) => ms).toSorted((one, other) => one - other);
    const cells = [
      format.padEnd(8),
      String(group.length).padEnd(7),
      String(group.filter(({ code }) => code !== null).length).padEnd(8),
      counts(own.phrases).padEnd(9),
      counts(own.headings).padEnd(10),
      counts(own.pages).padEnd(7),
      String(times[times.length >> 1] ?? 0).padEnd(11),
      String(Math.max(...group.map(({ peakMb }) => peakMb))),
    ];
    lines.push(cells.join(""));
  }
  if (manifest !== null) {
    const { phrases, headings, pages } = totals;
    lines.push(`all: phrases ${counts(phrases)}, headings ${counts(headings)}, pages ${counts(pages)}`);
  }
  for (const { file, code, ms, peakMb } of outcomes) {
    if (verbose || code !== null) lines.push(`  ${file}: ${code ?? "imported"}, ${ms} ms, ${peakMb} MB`);
  }
  return [...lines, ...misses.map((miss) => `  not right: ${miss}`)].join("\n");
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}

if (import.meta.main) await run(process.argv.slice(2));
