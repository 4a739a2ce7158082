/** Somebody opened the bot: Home shows what is there now, and the Messages tab begins with a word of help. */
import { texts } from "../../texts.ts";
import { eventBodySchema, homeOpenedSchema } from "../payloads.ts";
import type { SlackServices } from "../services.ts";

export function appHomeOpened({
  home,
  store,
  workspaces,
  background,
}: Pick<SlackServices, "home" | "store" | "workspaces" | "background">) {
  return async ({ body, event }: { body: unknown; event: unknown }): Promise<void> => {
    const { team_id: workspaceId } = eventBodySchema.parse(body);
    const { user, tab, channel } = homeOpenedSchema.parse(event);
    if (tab === "home") background.run("publish Home", () => home.open(workspaceId, user));
    if (tab === "messages" && channel !== undefined) {
      background.run("welcome", () => welcome(workspaceId, user, channel));
    }
  };

  /** Once a person. */
  async function welcome(workspaceId: string, user: string, channel: string): Promise<void> {
    if (!(await store.homes.greet(workspaceId, user))) return;
    const client = await workspaces.client(workspaceId);
    await client.chat.postMessage({ channel, text: texts.welcome });
  }
}
