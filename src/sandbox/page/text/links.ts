const OPENABLE = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * The address if a browser may open it from the page, else null: only http, https, mailto and tel. Everything else
 * (`javascript:`, `data:`, `file:`, addresses without a scheme) is shown as text, as in Slack.
 */
export function safeUrl(address: string): string | null {
  // A browser ignores spaces and control characters in front of and inside a scheme: so do we, before judging it.
  const cleaned = [...address].filter((character) => character.charCodeAt(0) > 0x20).join("");
  let parsed: URL;
  try {
    parsed = new URL(cleaned);
  } catch {
    return null;
  }
  return OPENABLE.has(parsed.protocol) ? cleaned : null;
}
