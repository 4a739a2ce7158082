import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { UiMessage } from "../page-api.ts";
import { findUser, useWorkspace, type Workspace } from "./context.ts";
import { parseMrkdwn } from "./text/mrkdwn.ts";
import { plainTextOf } from "./text/nodes.ts";

const MOST = 240;

/** Tells a screen reader of messages that arrive where the person is (not of edits, which come many times a minute). */
export function Announcer({ messages, place }: { messages: UiMessage[]; place: string }) {
  const workspace = useWorkspace();
  const before = useRef({ place: "", ts: "" });
  const [said, setSaid] = useState("");
  const last = messages.at(-1);

  useEffect(() => {
    const seen = before.current;
    before.current = { place, ts: last?.ts ?? "" };
    if (seen.place !== place || last === undefined || Number(last.ts) <= Number(seen.ts)) return;
    if (last.user === workspace.me.id) return;
    setSaid(`${findUser(workspace, last.user).realName}: ${spoken(last.text, (id) => nameIn(workspace, id))}`);
  }, [place, last?.ts]);

  return html`<div class="visually-hidden" aria-live="polite" data-announcer>${said}</div>`;
}

function nameIn(workspace: Workspace, id: string): string {
  return workspace.channels.find((channel) => channel.id === id)?.name ?? findUser(workspace, id).realName;
}

function spoken(text: string, nameOf: (id: string) => string): string {
  const plain = parseMrkdwn(text)
    .map((block) => (block.type === "pre" ? block.text : plainTextOf(block.children, nameOf)))
    .join(" ");
  return plain.length > MOST ? `${plain.slice(0, MOST)}…` : plain;
}
