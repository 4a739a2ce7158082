/** What people wrote in Slack, as it goes into the knowledge base. */
import { expect, test } from "vitest";
import { threadText } from "../../src/slack/shortcuts/conversation-text.ts";
import { inLanguage } from "../../src/texts/locale.ts";

const messages = [
  { ts: "1763800000.000100", user: "U1", text: "See <#C1|general>, <#C2> &amp; <https://example.org|the page>" },
  { ts: "1763800060.000100", user: "U2", text: "Thanks, <@U1>" },
];
const nameOf = async (id: string) => (id === "U1" ? "Ada King" : null);

test.each([
  ["en", "#a channel", "**Somebody**"],
  ["de", "#ein Channel", "**Jemand**"],
] as const)(
  "names are Slack's; what has none is said in the language of whoever adds it: %s",
  async (language, channel, person) => {
    const text = await inLanguage(language, () => threadText(messages, nameOf));
    expect(text).toBe(
      [
        "**Ada King** (2025-11-22 08:26 UTC):",
        `See #general, ${channel} & [the page](https://example.org)`,
        `${person} (2025-11-22 08:27 UTC):`,
        "Thanks, @Ada King",
      ].join("\n\n"),
    );
  },
);
