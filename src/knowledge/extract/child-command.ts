/** How the child is started: no environment, no rights, little memory. */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExtractionLimits } from "./limits.ts";

const entry = fileURLToPath(new URL("./child.ts", import.meta.url));

/** The command line of the child. The platform's limit on memory is set by a shell that the child then replaces, where there is one. */
export function childCommand(limits: ExtractionLimits): { command: string; arguments: string[] } {
  const node = [
    `--max-old-space-size=${limits.heapMegabytes}`,
    "--disallow-code-generation-from-strings",
    "--no-warnings",
    "--permission",
    ...readableFolders().map((folder) => `--allow-fs-read=${folder}`),
    entry,
  ];
  if (process.platform !== "linux" || !existsSync("/bin/sh")) return { command: process.execPath, arguments: node };
  // A shell that has no such limit goes on without: the watch over the memory is what holds.
  const script = 'ulimit -d "$0" 2>/dev/null; exec "$@"';
  return {
    command: "/bin/sh",
    arguments: ["-c", script, String(limits.dataMegabytes * 1024), process.execPath, ...node],
  };
}

/** The program's own source, its libraries, and the package file that says how to read them: not the folder they lie in. */
function readableFolders(): string[] {
  const source = fileURLToPath(new URL("../../", import.meta.url));
  const folders = new Set([source, join(source, "..", "package.json")]);
  for (const library of ["pdfjs-dist", "htmlparser2", "yauzl", "zod"]) {
    const resolved = fileURLToPath(import.meta.resolve(library));
    for (const path of [resolved, realpathSync(resolved)]) {
      const end = path.indexOf(`${sep}node_modules${sep}`);
      folders.add(end < 0 ? dirname(path) : `${path.slice(0, end)}${sep}node_modules${sep}`);
    }
  }
  return [...folders];
}
