/** Which workspaces the bot serves, and the Slack client of each. One client a workspace: a throttled one delays no neighbour. */
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { CoursewrightError, codeOf } from "../errors.ts";

export type Identity = { workspaceId: string; botUserId: string; botId: string };
export type Workspaces = {
  /** Who the bot is in a workspace. @throws CoursewrightError `slack_unreachable`, `slack_refused` */
  identity(workspaceId: string): Promise<Identity>;
  /** @throws CoursewrightError `slack_refused` for a workspace where the bot is not installed */
  client(workspaceId: string): Promise<WebClient>;
  token(workspaceId: string): Promise<string>;
};

const authTestSchema = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() });

/** The bot in the one workspace that the token in the environment belongs to. Slack is asked once, at the first need. */
export function createSingleWorkspace({
  token,
  createClient,
}: {
  token: string;
  createClient: (token: string) => WebClient;
}): Workspaces {
  const client = createClient(token);
  let asked: Promise<Identity> | null = null;

  async function ask(): Promise<Identity> {
    try {
      const { team_id, user_id, bot_id } = authTestSchema.parse(await client.auth.test());
      return { workspaceId: team_id, botUserId: user_id, botId: bot_id };
    } catch (error) {
      // Asked anew at the next need: Slack may only have been away.
      asked = null;
      throw new CoursewrightError("slack_unreachable", "Slack did not say who the bot token belongs to", {
        cause: error,
      });
    }
  }

  async function own(workspaceId: string): Promise<Identity> {
    asked ??= ask();
    const identity = await asked;
    if (identity.workspaceId === workspaceId) return identity;
    throw new CoursewrightError("slack_refused", "the bot is not installed in this workspace");
  }

  return {
    identity: own,
    client: async (workspaceId) => {
      await own(workspaceId);
      return client;
    },
    token: async (workspaceId) => {
      await own(workspaceId);
      return token;
    },
  };
}

/** Several sources of workspaces as one: the first that knows a workspace answers for it. `slack_refused` passes on to the next. */
export function joinWorkspaces(sources: readonly Workspaces[]): Workspaces {
  async function first<Result>(ask: (source: Workspaces) => Promise<Result>): Promise<Result> {
    let refusal: unknown = new CoursewrightError("slack_refused", "no workspaces are set up");
    for (const source of sources) {
      try {
        return await ask(source);
      } catch (error) {
        if (codeOf(error) !== "slack_refused") throw error;
        refusal = error;
      }
    }
    throw refusal;
  }
  return {
    identity: (workspaceId) => first((source) => source.identity(workspaceId)),
    client: (workspaceId) => first((source) => source.client(workspaceId)),
    token: (workspaceId) => first((source) => source.token(workspaceId)),
  };
}
