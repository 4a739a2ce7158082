/**
 * `npm run doctor`: looks at the settings and at everything that they name, one line a check. Ends with 1 when something must
 * be mended.
 */
import { doctorTexts } from "../texts/doctor.ts";
import { examine } from "./examine.ts";
import type { Finding } from "./finding.ts";

async function main(): Promise<void> {
  const findings: Finding[] = [];
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for await (const finding of examine({ environment: process.env, nodeVersion: process.version, now: Date.now })) {
    findings.push(finding);
    say(`${doctorTexts[finding.state].padEnd(5)} ${finding.about.padEnd(15)} ${finding.says}`);
  }
  const toMend = findings.filter(({ state }) => state === "mend");
  if (toMend.some(({ about }) => about === doctorTexts.settings.about)) say(`\n${doctorTexts.settingsFirst}`);
  say(`\n${toMend.length === 0 ? doctorTexts.allWell : doctorTexts.toMend(toMend.length)}`);
  process.exitCode = toMend.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : "unknown error"}\n`);
  process.exit(1);
});
