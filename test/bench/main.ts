/** `npm run bench -- <name> [options]`. */

/** Each benchmark's module exports `run(args)`, which prints its figures and throws when its options make no sense. */
const benches: Readonly<Record<string, () => Promise<{ run(args: string[]): Promise<void> }>>> = {
  density: () => import("./density.ts"),
  extract: () => import("./extract.ts"),
  load: () => import("./load.ts"),
  pace: () => import("./pace.ts"),
  pipeline: () => import("./pipeline.ts"),
  retrieval: () => import("./retrieval.ts"),
  scale: () => import("./scale.ts"),
  start: () => import("./start.ts"),
};

const [name = "", ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  process.stderr.write(
    `usage: npm run bench -- <name> [options], with a name of: ${Object.keys(benches).join(", ")}\n`,
  );
  process.exitCode = 2;
} else {
  try {
    await (await bench()).run(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
}
