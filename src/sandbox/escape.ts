import type { Channel, User } from "./state.ts";

/** Escapes the three characters that mean something in Slack's text. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The opposite of `escapeText`. */
export function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

type People = { users: Iterable<User>; channels: Iterable<Channel> };

/** Some of the endings at which Slack takes bare words for addresses; `.md` is one, to the surprise of many. */
const domains = "com|org|net|io|dev|app|ai|md|co|de|uk|eu|edu|gov|info";

/** Addresses, mail addresses, bare domains, and the signs that begin a mention. */
const special = new RegExp(
  [
    '(https?:\\/\\/[^\\s<>"]*[^\\s<>".,;:!?)\\]}\'])',
    "([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)",
    `((?<![\\w@/.-])[\\w-]+(?:\\.[\\w-]+)*\\.(?:${domains})(?![\\w-])(?:\\/[^\\s<>"]*[^\\s<>".,;:!?)\\]}'])?)`,
    "([@#])",
  ].join("|"),
  "gi",
);

/**
 * Turns what somebody typed into the composer into the text that Slack stores: `@grace` becomes `<@U…>`, `#general`
 * becomes `<#C…|general>`, addresses become links, `@here` becomes `<!here>`, and `&`, `<`, `>` are escaped. Code is left alone.
 */
export function typedMessage(typed: string, people: People): string {
  return typed
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? escapeText(part) : convert(part, people, false)))
    .join("");
}

/**
 * Turns what stands behind a slash command into the text of the command, the way `should_escape: true` asks for: people as `<@U…|grace>`,
 * channels as `<#C…|general>`, links marked, the rest escaped. Without it Slack hands over the bare text.
 */
export function typedCommand(typed: string, people: People, shouldEscape: boolean): string {
  return shouldEscape ? convert(typed, people, true) : typed;
}

function convert(text: string, people: People, named: boolean): string {
  let result = "";
  let from = 0;
  for (const match of text.matchAll(special)) {
    const [whole, link, mail, domain, sign] = match;
    if (match.index < from) continue;
    const found = sign === undefined ? null : mention(text, match.index, sign, people, named);
    result += escapeText(text.slice(from, match.index));
    from = match.index + whole.length;
    if (link !== undefined) result += `<${escapeText(link)}>`;
    else if (mail !== undefined) result += `<mailto:${mail}|${mail}>`;
    else if (domain !== undefined) result += `<http://${escapeText(domain)}|${escapeText(domain)}>`;
    else if (found === null) result += whole;
    else {
      result += found.text;
      from = match.index + found.length;
    }
  }
  return result + escapeText(text.slice(from));
}

function mention(text: string, at: number, sign: string, people: People, named: boolean) {
  const before = at === 0 ? " " : (text[at - 1] ?? " ");
  if (/[\w@#/&]/.test(before)) return null;
  const rest = text.slice(at + 1);
  const begins = (name: string) =>
    name !== "" && rest.toLowerCase().startsWith(name.toLowerCase()) && !/^[\w-]/.test(rest.slice(name.length));
  if (sign === "#") {
    const channel = [...people.channels].find(({ kind, name }) => kind === "channel" && begins(name));
    return channel === undefined ? null : { text: `<#${channel.id}|${channel.name}>`, length: channel.name.length + 1 };
  }
  for (const word of ["here", "channel", "everyone"]) {
    if (begins(word)) return { text: `<!${word}>`, length: word.length + 1 };
  }
  // The longest name wins: "@Ada Lovelace" is not "@ada" followed by a word.
  const names = [...people.users]
    .filter(({ deleted }) => !deleted)
    .flatMap((user) => [user.name, user.realName].map((name) => ({ user, name })))
    .sort((first, second) => second.name.length - first.name.length);
  const found = names.find(({ name }) => begins(name));
  if (found === undefined) return null;
  const label = named ? `|${found.user.name}` : "";
  return { text: `<@${found.user.id}${label}>`, length: found.name.length + 1 };
}
