import { spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { childCommand } from "../../../src/knowledge/extract/child-command.ts";
import { defaultLimits } from "../../../src/knowledge/extract/limits.ts";

/** Runs a script with the rights of the child in place of its own entry. */
async function runAsChild(script: string): Promise<string> {
  const source = fileURLToPath(import.meta.resolve("../../../src/knowledge/extract/child.ts"));
  const { command, arguments: list } = childCommand(defaultLimits);
  const other = join(tmpdir(), `as-child-${process.pid}.mjs`);
  await writeFile(other, script);
  const replaced = list.flatMap((each) => (each === source ? [`--allow-fs-read=${other}`, other] : [each]));
  const child = spawn(command, replaced, { env: {}, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const chunk of child.stdout) text += String(chunk);
  await rm(other);
  return text;
}

describe("the child's rights", () => {
  it("reads no file but the program's, writes none, starts nothing, and knows nothing of the bot's environment", async () => {
    const package_ = fileURLToPath(import.meta.resolve("../../../package.json"));
    const test = fileURLToPath(import.meta.url);
    const found = await runAsChild(`
      import { readFileSync, writeFileSync } from "node:fs";
      const tries = {
        package: () => readFileSync(${JSON.stringify(package_)}),
        passwords: () => readFileSync("/etc/passwd"),
        rest: () => readFileSync(${JSON.stringify(test)}),
        write: () => writeFileSync("/tmp/written-by-child", "x"),
        process: () => process.getBuiltinModule("node:child_process").execSync("true"),
        worker: () => new (process.getBuiltinModule("node:worker_threads").Worker)("1", { eval: true }),
        code: () => new Function("return 1")(),
      };
      const ends = Object.entries(tries).map(([name, run]) => { try { run(); return [name, true]; } catch { return [name, false]; } });
      console.log(JSON.stringify({ ...Object.fromEntries(ends), environment: Object.keys(process.env).filter((key) => key !== "PWD" && key !== "_" && key !== "SHLVL" && key !== "OLDPWD") }));
    `);
    expect(JSON.parse(found)).toEqual({
      package: true,
      passwords: false,
      rest: false,
      write: false,
      process: false,
      worker: false,
      code: false,
      environment: [],
    });
  });
});
