/**
 * `npm run bench -- retrieval --dataset DIR [--json]` measures the real search on a collection in BEIR layout, through the real
 * ingestion on PGlite, beside MiniSearch. `--passages N [--json]` measures speed, exactness and memory on N made-up passages;
 * with `--neighbours M` once more when M other workspaces have documents in the same database.
 */
import { parseArgs } from "node:util";
import { measureDataset } from "./retrieval-dataset.ts";
import { measureScale } from "./retrieval-scale.ts";

/** Runs the benchmark. The last line is one JSON object with `--json`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dataset: { type: "string" },
      passages: { type: "string" },
      neighbours: { type: "string", default: "0" },
      json: { type: "boolean", default: false },
      /** Leaves MiniSearch out: it takes long, and much memory, at 100,000 passages. */
      alone: { type: "boolean", default: false },
    },
  });
  const { dataset, passages, neighbours, json, alone } = values;
  const print = (line: string) => process.stdout.write(`${line}\n`);
  if (dataset !== undefined) {
    const figures = await measureDataset({ directory: dataset, alone, print });
    if (json) print(JSON.stringify(figures));
  } else if (passages !== undefined && Number(passages) >= 100) {
    const figures = await measureScale({ passages: Number(passages), neighbours: Number(neighbours), alone, print });
    if (json) print(JSON.stringify(figures));
  } else throw new Error("say what to measure: --dataset DIR, or --passages N with N at least 100");
}
