import { html } from "htm/preact";
import type { ComponentChildren } from "preact";
import { findUser, useActions, useWorkspace } from "../context.ts";
import { useNow } from "../parts/clock.ts";
import { formatDate, ticks } from "./dates.ts";
import { emojiCharacter } from "./emoji.ts";
import { decodeEntities } from "./entities.ts";
import { parseMrkdwn } from "./mrkdwn.ts";
import type { Inline, TextBlock } from "./nodes.ts";
import { readPermalink } from "./permalink.ts";

/** Draws inline text. */
export function InlineText({ nodes }: { nodes: Inline[] }): ComponentChildren {
  return nodes.map((node) => drawNode(node));
}

function drawNode(node: Inline): ComponentChildren {
  switch (node.type) {
    case "text":
      return node.text;
    case "emoji":
      return html`<${Emoji} name=${node.name} character=${node.character} />`;
    case "bold":
      return html`<strong>${node.children.map(drawNode)}</strong>`;
    case "italic":
      return html`<em>${node.children.map(drawNode)}</em>`;
    case "strike":
      return html`<s>${node.children.map(drawNode)}</s>`;
    case "underline":
      return html`<u>${node.children.map(drawNode)}</u>`;
    case "code":
      return html`<code>${node.text}</code>`;
    case "link":
      return html`<${Link} url=${node.url}>${node.children.map(drawNode)}<//>`;
    case "user":
      return html`<${UserMention} id=${node.id} label=${node.label} />`;
    case "channel":
      return html`<${ChannelMention} id=${node.id} label=${node.label} />`;
    case "usergroup":
      return html`<span class="mention mention-group">@${node.label ?? node.id}</span>`;
    case "broadcast":
      return html`<span class="mention mention-broadcast" data-broadcast=${node.range}>@${node.range}</span>`;
    case "date":
      return html`<${DateText} ...${node} />`;
  }
}

/** An emoji: its character to look at, its name to hear. */
function Emoji({ name, character }: { name: string; character: string }) {
  return html`<span class="emoji" role="img" aria-label="${name.replaceAll("_", " ")}" title=":${name}:">${character}</span>`;
}

/** A link opens beside the page; one to a message of this workspace goes there. */
function Link({ url, children }: { url: string; children?: ComponentChildren }) {
  const { openThread } = useActions();
  const place = readPermalink(url, location.origin);
  const onClick = (event: MouseEvent) => {
    if (place === null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    openThread(place.channel, place.thread);
  };
  return html`<a href=${url} target="_blank" rel="noopener noreferrer" onClick=${onClick}>${children}</a>`;
}

function UserMention({ id, label }: { id: string; label: string | null }) {
  const workspace = useWorkspace();
  const user = findUser(workspace, id);
  const shown = user.name === id ? (label ?? id) : user.realName || user.name;
  return html`<span class="mention ${id === workspace.me.id ? "mention-me" : ""}" data-user=${id}>@${shown}</span>`;
}

function ChannelMention({ id, label }: { id: string; label: string | null }) {
  const channel = useWorkspace().channels.find((entry) => entry.id === id);
  const { goTo } = useActions();
  if (channel === undefined) return html`<span class="mention">#${label ?? "private-channel"}</span>`;
  return html`<a
    class="mention"
    href="#"
    onClick=${(event: Event) => {
      event.preventDefault();
      goTo(id);
    }}
    >#${channel.name}</a
  >`;
}

function DateText({ timestamp, format, url }: { timestamp: number; format: string; url: string | null }) {
  const recent = Math.abs(Date.now() / 1000 - timestamp) < 120;
  const now = useNow(!ticks(format) ? 0 : recent ? 1000 : 15_000);
  const full = formatDate(timestamp, "{date_long} at {time_secs}", { now });
  const text = formatDate(timestamp, format, { now });
  const time = html`<time datetime=${new Date(timestamp * 1000).toISOString()} title=${full}>${text}</time>`;
  return url === null ? time : html`<a href=${url} target="_blank" rel="noopener noreferrer">${time}</a>`;
}

/** A `mrkdwn` string, with its quotes and code blocks. */
export function Mrkdwn({ text }: { text: string }) {
  return html`<div class="text">${parseMrkdwn(text).map(drawBlock)}</div>`;
}

function drawBlock(block: TextBlock): ComponentChildren {
  switch (block.type) {
    case "paragraph":
      return html`<p><${InlineText} nodes=${block.children} /></p>`;
    case "quote":
      return html`<blockquote><${InlineText} nodes=${block.children} /></blockquote>`;
    case "pre":
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
  }
}

/** A `plain_text` string: emoji names become emoji (unless `emoji` is false), nothing else is read out of it. */
export function PlainText({ text, emoji = true }: { text: string; emoji?: boolean }): ComponentChildren {
  if (!emoji) return decodeEntities(text);
  return text.split(/(:[a-z0-9_+'-]+:)/).map((piece, index) => {
    const name = piece.slice(1, -1);
    const character = index % 2 === 1 ? emojiCharacter(name) : null;
    return character === null ? decodeEntities(piece) : html`<${Emoji} name=${name} character=${character} />`;
  });
}
