import { z } from "zod";
import { SlackError } from "../errors.ts";
import { argument, defineMethod, type MethodTable } from "../method.ts";
import { rates } from "../rates.ts";

export const appMethods: MethodTable = {
  "api.test": defineMethod({
    rate: rates.special,
    token: "none",
    args: z.object({ error: argument.text.optional() }),
    run(_call, { error }) {
      if (error !== undefined) throw new SlackError(error);
      return {};
    },
  }),

  "auth.test": defineMethod({
    rate: rates.special,
    args: z.object({}),
    run({ workspace }) {
      return {
        url: `https://${workspace.domain}.slack.com/`,
        team: workspace.name,
        user: workspace.bot.name,
        team_id: workspace.id,
        user_id: workspace.bot.id,
        bot_id: workspace.botId,
        is_enterprise_install: false,
      };
    },
  }),

  "auth.revoke": defineMethod({
    rate: rates.tier3,
    args: z.object({ test: argument.flag.optional() }),
    run({ workspace }, { test = false }) {
      if (!test) workspace.uninstall();
      return { revoked: !test };
    },
  }),

  "apps.uninstall": defineMethod({
    rate: rates.tier1,
    args: z.object({ client_id: argument.text, client_secret: argument.text }),
    run({ workspace }) {
      workspace.uninstall();
      return {};
    },
  }),

  "oauth.v2.access": defineMethod({
    rate: rates.special,
    token: "none",
    args: z.object({
      client_id: argument.text.default(""),
      client_secret: argument.text.default(""),
      code: argument.text.optional(),
      redirect_uri: argument.text.optional(),
      grant_type: argument.text.optional(),
      refresh_token: argument.text.optional(),
    }),
    run: ({ context }, args) =>
      context.oauth.access({
        clientId: args.client_id,
        clientSecret: args.client_secret,
        code: args.code,
        redirectUri: args.redirect_uri,
        refreshToken: args.grant_type === "refresh_token" ? args.refresh_token : undefined,
      }),
  }),

  "apps.connections.open": defineMethod({
    rate: rates.connections,
    token: "app",
    args: z.object({}),
    run({ context, workspace }) {
      if (!workspace.app.socketMode) throw new SlackError("socket_mode_not_enabled");
      return { url: context.openSocket() };
    },
  }),
};
