/**
 * Text from people, documents and models, made inert.
 *
 * Where it can choose, the card puts such text into `rich_text` or `plain_text`: Slack shows those as they are, so
 * nothing has to be escaped and nothing can mention, link, format or become an emoji. `mrkdwn` is for our own sentences;
 * the few values inside them, and the `text` fallback of a message, go through `mrkdwn` below.
 */

/** U+2060: invisible, has no width, and is part of none of Slack's sequences. */
const joiner = "\u2060";

/** All but the line break. */
const controls = /(?!\n)\p{Cc}/gu;
/** Embeddings, overrides and isolates make text read in another order than it is written. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/g;
/** Without width and without use: U+200B, U+2060 to U+2064, U+FEFF, U+180E, soft hyphens. Joiners of scripts and emoji stay. */
const invisible = /[\u200b\u2060-\u2064\ufeff\u180e\u00ad]/g;
/** Tag characters can hide whole sentences; they stay behind the black flag alone, where they spell a region. */
const tags = /(\u{1f3f4}[\u{e0061}-\u{e007a}]{1,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;

/** Takes out what cannot be seen or changes the direction of reading. Line breaks become "\n"; everything visible stays. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replaceAll("\t", " ")
    .replace(controls, "")
    .replace(reordering, "")
    .replace(invisible, "")
    .replace(tags, "$1");
}

/**
 * For `rich_text` and `plain_text`, which show text literally. Sequences that would mean something in a message's text
 * are parted invisibly all the same: what is copied out of a card and posted again stays dead.
 */
export function literal(text: string): string {
  return clean(text).replace(
    /<(?=[@#][\w]|!(?:channel|here|everyone|subteam|date)|(?:https?|mailto|tel):)/gi,
    `<${joiner}`,
  );
}

/** One line of `literal` text. */
export function line(text: string): string {
  return literal(text).replace(/\s+/g, " ").trim();
}

/** `&`, `<` and `>` as Slack wants them in `mrkdwn` and in a message's `text`. */
function escapeEntities(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const lookAlikes: Readonly<Record<string, string>> = { "*": "∗", _: "＿", "~": "∼", "`": "ˋ" };

/**
 * For `mrkdwn` and for a message's `text`: escaped, and parted where Slack would see an emoji, an address, a broadcast
 * or formatting. Marks inside words (snake_case) are none to Slack and stay.
 */
export function mrkdwn(text: string): string {
  const inert = clean(text)
    .replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, (mark) => lookAlikes[mark] ?? mark)
    .replace(/:(?=[\p{L}\p{N}_+'-]+:)/gu, `:${joiner}`)
    .replaceAll("://", `:${joiner}//`)
    .replace(/@(?=\p{L})|(?<=[\p{L}\p{N}])@(?=\p{N})/gu, `@${joiner}`);
  return escapeEntities(inert).replace(/^&gt;/gm, `${joiner}&gt;`);
}

/** One line of `mrkdwn` text. */
export function mrkdwnLine(text: string): string {
  return mrkdwn(text.replace(/\s+/g, " ").trim());
}
