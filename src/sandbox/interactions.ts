import { elementsOf } from "./blocks/check.ts";
import { suggestions } from "./blocks/objects.ts";
import type { Context } from "./context.ts";
import type { Deliveries } from "./deliveries.ts";
import { Refusal, SlackError } from "./errors.ts";
import { typedCommand } from "./escape.ts";
import { missingInputs } from "./inputs.ts";
import { readView } from "./methods/views.ts";
import { messageObject, viewObject } from "./objects.ts";
import type { JsonObject, UiOption, UiOptionGroup, UiStateValues } from "./page-api.ts";
import { channelName, expandFiles, plainOption, shown } from "./payloads.ts";
import type { ResponseTarget } from "./response-urls.ts";
import type { Channel, Message, User, View } from "./state.ts";
import { submissionAnswer } from "./submission.ts";
import type { BotAnswer } from "./transport.ts";
import type { Workspace } from "./workspace.ts";

/** Where an element stands that a person touched. */
export type Container = { message: Message } | { view: View };

/** What a person does with the app: commands, buttons, menus, modals, shortcuts. */
export type Interactions = {
  command(input: { user: User; channel: Channel; command: string; text: string }): Promise<BotAnswer>;
  action(input: { user: User; container: Container; action: JsonObject; values: UiStateValues }): Promise<BotAnswer>;
  options(input: { user: User; container: Container; blockId: string; actionId: string; query: string }): Promise<{
    options: UiOption[];
    groups: UiOptionGroup[];
  }>;
  /** Answers the errors by block when the app or Slack's own checks found some, else null. */
  submit(input: { user: User; view: View; values: UiStateValues }): Promise<{ [blockId: string]: string } | null>;
  close(input: { user: User; view: View }): Promise<void>;
  shortcut(input: { user: User; callbackId: string; message: Message | null }): Promise<BotAnswer>;
};

type Parts = { workspace: Workspace; context: Context; deliveries: Deliveries };

/** The app's half of what people do: every call is a payload to the app, and its answer is carried out. */
export function createInteractions({ workspace, context, deliveries }: Parts): Interactions {
  const { app, feed, triggers, views } = workspace;

  const notice = (user: User, text: string) => feed.emit({ type: "notice", user: user.id, text });
  const responseUrl = (target: ResponseTarget) => `${context.baseUrl}${context.responseUrls.issue(target)}`;

  /** What every interaction carries. */
  const base = (type: string, user: User, viewId: string | null = null): JsonObject => ({
    type,
    team: { id: workspace.id, domain: workspace.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.homeTeam ?? workspace.id },
    api_app_id: workspace.appId,
    token: "verification-token",
    trigger_id: triggers.issue(user.id, viewId),
    enterprise: null,
    is_enterprise_install: false,
  });

  async function ask(user: User, payload: JsonObject): Promise<BotAnswer> {
    if (!app.interactive) throw new Refusal(`${app.name} is not configured to handle interactive responses.`);
    if (!workspace.installed) throw new Refusal(`${app.name} has been removed from this workspace.`);
    const answer = await deliveries.ask(workspace, "interactive", payload);
    if (answer.failure !== null && payload.type !== "view_submission")
      notice(user, "We had some trouble connecting. Try again?");
    return answer;
  }

  /** The part of a payload that says where the element stands. */
  function where(user: User, container: Container): JsonObject {
    if ("view" in container) {
      return { container: { type: "view", view_id: container.view.id }, view: viewObject(workspace, container.view) };
    }
    const { message } = container;
    const channel = workspace.channels.get(message.channel);
    return {
      container: {
        type: "message",
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.ephemeralFor === user.id,
        ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
      },
      channel: { id: message.channel, name: channel === undefined ? "" : channelName(channel) },
      message: messageObject(workspace, message),
    };
  }

  function respondAt(user: User, message: Message): ResponseTarget {
    return { workspace, user: user.id, channel: message.channel, threadTs: message.threadTs, source: message };
  }

  return {
    async command({ user, channel, command, text }) {
      const declared = app.commands.find((each) => each.command === command);
      if (declared === undefined || !workspace.installed) {
        throw new Refusal(`${command} is not a valid command.`);
      }
      if (!channel.members.has(user.id)) throw new Refusal(`You are not in #${channel.name}. Join it first.`);
      const people = { users: workspace.users.values(), channels: workspace.channels.values() };
      const target: ResponseTarget = { workspace, user: user.id, channel: channel.id, threadTs: null, source: null };
      const answer = await deliveries.ask(workspace, "slash_commands", {
        token: "verification-token",
        team_id: workspace.id,
        team_domain: workspace.domain,
        channel_id: channel.id,
        channel_name: channelName(channel),
        user_id: user.id,
        user_name: user.name,
        command,
        text: typedCommand(text.trim(), people, declared.shouldEscape),
        api_app_id: workspace.appId,
        is_enterprise_install: "false",
        response_url: responseUrl(target),
        trigger_id: triggers.issue(user.id),
      });
      if (answer.failure === "http_error") notice(user, `${command} failed with the error "dispatch_failed"`);
      else if (answer.failure !== null) notice(user, `${command} failed because the app did not respond`);
      else if (answer.body !== null && answer.body !== "") {
        const body = typeof answer.body === "string" ? { text: answer.body } : answer.body;
        try {
          if (Object.keys(body ?? {}).length > 0) context.responseUrls.respond(target, body);
        } catch (error) {
          if (!(error instanceof SlackError)) throw error;
          notice(user, `${command} failed with the error "${error.code}"`);
        }
      }
      return answer;
    },

    async action({ user, container, action, values }) {
      const viewId = "view" in container ? container.view.id : null;
      if ("view" in container) views.setValues(container.view, expandFiles(workspace, values));
      const blocks = "view" in container ? container.view.blocks : container.message.blocks;
      const found = elementsOf(blocks).find(
        ({ block, element }) =>
          element.action_id === action.action_id &&
          (action.block_id === undefined || block.block_id === action.block_id),
      );
      if (found === undefined) throw new Refusal("That button is gone.");
      const actionTs = `${(context.clock.now() / 1_000).toFixed(6)}`;
      return ask(user, {
        ...base("block_actions", user, viewId),
        ...where(user, container),
        ...("message" in container
          ? {
              state: { values: expandFiles(workspace, values) },
              response_url: responseUrl(respondAt(user, container.message)),
            }
          : {}),
        actions: [{ ...shown(found.element), ...action, block_id: found.block.block_id ?? "", action_ts: actionTs }],
      });
    },

    async options({ user, container, blockId, actionId, query }) {
      const answer = await ask(user, {
        ...base("block_suggestion", user),
        ...where(user, container),
        action_id: actionId,
        block_id: blockId,
        value: query,
      });
      const parsed = suggestions.safeParse(answer.body);
      if (!parsed.success) return { options: [], groups: [] };
      return "options" in parsed.data
        ? { options: parsed.data.options.map(plainOption), groups: [] }
        : {
            options: [],
            groups: parsed.data.option_groups.map(({ label, options }) => ({
              label: { type: "plain_text", text: label.text },
              options: options.map(plainOption),
            })),
          };
    },

    async submit({ user, view, values }) {
      const expanded = expandFiles(workspace, values);
      const missing = missingInputs(view.blocks, values, workspace.files);
      if (missing !== null) return missing;
      views.setValues(view, expanded);
      const payload = {
        ...base("view_submission", user, view.id),
        view: viewObject(workspace, view),
        response_urls: [],
      };
      const answer = await ask(user, payload);
      return submissionAnswer({
        workspace,
        user: user.id,
        view,
        answer,
        readView: (raw) => readView(raw, "modal", context.ids),
      });
    },

    async close({ user, view }) {
      const gone = views.close(user.id, view.clearOnClose ? "all" : "top");
      for (const closed of gone.filter(({ notifyOnClose }) => notifyOnClose)) {
        const payload = {
          ...base("view_closed", user),
          view: viewObject(workspace, closed),
          is_cleared: gone.length > 1,
        };
        await ask(user, payload);
      }
    },

    async shortcut({ user, callbackId, message }) {
      const declared = app.shortcuts.find((each) => each.callbackId === callbackId);
      if (declared === undefined) throw new Refusal("There is no such shortcut.");
      if (declared.type === "global" || message === null) {
        return ask(user, {
          ...base("shortcut", user),
          callback_id: callbackId,
          action_ts: `${context.clock.now() / 1_000}`,
        });
      }
      const channel = workspace.channels.get(message.channel);
      return ask(user, {
        ...base("message_action", user),
        callback_id: callbackId,
        action_ts: `${context.clock.now() / 1_000}`,
        channel: { id: message.channel, name: channel === undefined ? "" : channelName(channel) },
        message_ts: message.ts,
        message: messageObject(workspace, message),
        response_url: responseUrl({ ...respondAt(user, message), source: null }),
      });
    },
  };
}
