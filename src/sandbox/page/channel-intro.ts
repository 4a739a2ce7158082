import { html } from "htm/preact";
import type { UiChannel } from "../page-api.ts";
import { useWorkspace } from "./context.ts";
import { Avatar } from "./parts/avatar.ts";

/** What stands above the first message of a conversation. */
export function ChannelIntro({ channel }: { channel: UiChannel }) {
  const { bot } = useWorkspace();
  if (channel.kind === "im") {
    return html`<div class="intro">
      <${Avatar} user=${bot} />
      <h2>${bot.realName} <span class="app-badge">APP</span></h2>
      <p>This is the very beginning of your direct message history with <span class="mention">@${bot.realName}</span>.</p>
    </div>`;
  }
  return html`<div class="intro">
    <h2>${channel.kind === "private" ? "🔒" : "👋"} Welcome to the #${channel.name} channel</h2>
    <p>${channel.topic === "" ? `This is the very beginning of #${channel.name}.` : channel.topic}</p>
  </div>`;
}
