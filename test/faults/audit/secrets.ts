/** Logs hold no token, no key, and nothing that people, documents or models wrote. */
import type { Evidence } from "../evidence.ts";
import type { Finding } from "./finding.ts";

/** What looks like a secret, whoever it belongs to. */
const shapes: readonly (readonly [string, RegExp])[] = [
  ["a Slack token", /xox[abeoprs]-[\w-]{6,}|xapp-[\w-]{6,}|xoxe\.[\w.-]{6,}/],
  ["an API key", /\bsk-[\w-]{12,}/],
  ["an authorization header", /\bBearer\s+[\w.-]{8,}/i],
  ["a signature", /\bv0=[0-9a-f]{32,}/],
  ["a password in an address", /\b\w+:\/\/[^\s:/"]+:[^\s@/"]+@/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a response address", /\/(commands|actions)\/T[A-Z0-9]+\/[\w/]{6,}/],
];

/** Checks every line above debug level. */
export function auditSecrets({ logs, secrets }: Pick<Evidence, "logs" | "secrets">): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { process, text } of logs) {
    for (const line of text.split("\n")) {
      if (line === "" || /"level":(10|20)\b/.test(line)) continue;
      const said = [
        ...shapes.filter(([, shape]) => shape.test(line)).map(([name]) => name),
        ...secrets.filter(({ text: secret }) => secret !== "" && line.includes(secret)).map(({ name }) => name),
      ];
      for (const name of said) {
        const message = /"msg":"([^"]*)"/.exec(line)?.[1] ?? line.slice(0, 80);
        findings.set(`${name}/${message}`, {
          rule: "in the logs",
          about: process,
          detail: `${name}: ${JSON.stringify(message)}`,
        });
      }
    }
  }
  return [...findings.values()];
}
