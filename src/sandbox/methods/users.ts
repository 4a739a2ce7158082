import { z } from "zod";
import { SlackError } from "../errors.ts";
import { argument, defineMethod, type MethodTable, page, paging } from "../method.ts";
import { botProfile, userObject } from "../objects.ts";
import { rates } from "../rates.ts";

export const userMethods: MethodTable = {
  "users.info": defineMethod({
    scopes: ["users:read"],
    rate: rates.tier4,
    args: z.object({ user: argument.text, include_locale: argument.flag.optional() }),
    run({ workspace }, { user: id, include_locale }) {
      const user = workspace.users.get(id);
      if (user === undefined) throw new SlackError("user_not_found");
      return { user: { ...userObject(workspace, user), ...(include_locale ? { locale: user.locale } : {}) } };
    },
  }),

  "users.list": defineMethod({
    scopes: ["users:read"],
    rate: rates.tier2,
    args: z.object({ include_locale: argument.flag.optional(), ...paging }),
    run({ workspace, context }, { include_locale, ...paged }) {
      const { items, next } = page([...workspace.users.values()], paged);
      return {
        members: items.map((user) => ({
          ...userObject(workspace, user),
          ...(include_locale ? { locale: user.locale } : {}),
        })),
        cache_ts: Math.floor(context.clock.now() / 1_000),
        response_metadata: { next_cursor: next },
      };
    },
  }),

  "bots.info": defineMethod({
    scopes: ["users:read"],
    rate: rates.tier3,
    args: z.object({ bot: argument.text.optional() }),
    run({ workspace }, { bot = workspace.botId }) {
      if (bot !== workspace.botId) throw new SlackError("bot_not_found");
      return { bot: { ...botProfile(workspace), user_id: workspace.bot.id } };
    },
  }),

  "team.info": defineMethod({
    scopes: ["team:read"],
    rate: rates.tier3,
    args: z.object({}),
    run({ workspace }) {
      return {
        team: {
          id: workspace.id,
          name: workspace.name,
          domain: workspace.domain,
          url: `https://${workspace.domain}.slack.com/`,
          email_domain: `${workspace.domain}.example`,
          icon: { image_default: true },
          is_verified: false,
        },
      };
    },
  }),
};
