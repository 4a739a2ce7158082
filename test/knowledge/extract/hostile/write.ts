/** `node test/knowledge/extract/hostile/write.ts DIR [NAME…]`: writes the hostile files (all, or those named) into a folder. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostileFiles } from "./files.ts";

const [, , directory, ...names] = process.argv;
if (directory === undefined) throw new Error("say into which folder");
mkdirSync(directory, { recursive: true });
for (const file of hostileFiles) {
  if (names.length === 0 || names.includes(file.name)) writeFileSync(join(directory, file.name), file.build());
}
