import { z } from "zod";
import type { Context } from "./context.ts";
import { Refusal, SlackError } from "./errors.ts";
import type { Container } from "./interactions.ts";
import type { Json, JsonObject, UiCalls, UiSwitches } from "./page-api.ts";
import type { Stage } from "./stage.ts";
import type { Channel, Message, User, View } from "./state.ts";

const name = z.string().min(1).max(300);
const long = z.string().max(40_000);
const object = z.record(z.string(), z.json());
const values = z.record(z.string(), z.record(z.string(), object));
const container = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message"), channel: name, ts: name }),
  z.object({ type: z.literal("view"), viewId: name }),
]);
const ofMessage = { user: name, channel: name, ts: name };

export type UiApi = {
  /**
   * Runs one of the page's calls.
   * @throws Refusal with a text for the person
   */
  call(name: string, body: Json): Promise<JsonObject>;
  /** The stage on which a person acts. @throws Refusal */
  stageOf(user: string): { stage: Stage; user: User };
  setSwitches(change: Partial<UiSwitches>): UiSwitches;
};

const switches = z
  .object({
    throttled: z.boolean(),
    down: z.boolean(),
    modelSlow: z.boolean(),
    modelFailing: z.boolean(),
    workerKilled: z.boolean(),
  })
  .partial();

const answerSchema = z.record(z.string(), z.json());

/** A person, and ways to what they may see. */
type Scene = Stage & {
  user: User;
  channel(id: string): Channel;
  message(place: { channel: string; ts: string }): Message;
  view(id: string): View;
  inside(place: z.infer<typeof container>): Container;
};

/** The page's calls: each finds the person and the thing, and acts as that person. */
export function createUiApi({ context, stages }: { context: Context; stages: readonly Stage[] }): UiApi {
  function stageOf(id: string): { stage: Stage; user: User } {
    for (const stage of stages) {
      const user = stage.workspace.users.get(id);
      if (user !== undefined && !user.isBot) return { stage, user };
    }
    throw new Refusal("Nobody here has that id.");
  }

  function scene(input: { user: string }): Scene {
    const { stage, user } = stageOf(input.user);
    const { workspace } = stage;
    const channel = (id: string): Channel => {
      const found = workspace.channels.get(id);
      const open = found?.members.has(user.id) || (found?.kind === "channel" && !user.isGuest);
      if (found === undefined || !open) throw new Refusal("That channel is not there for you.");
      return found;
    };
    const message = (place: { channel: string; ts: string }): Message => {
      const found = workspace.messages.find(channel(place.channel).id, place.ts);
      if (found === null || (found.ephemeralFor !== null && found.ephemeralFor !== user.id)) {
        throw new Refusal("That message is gone.");
      }
      return found;
    };
    const view = (id: string): View => {
      const found = workspace.views.find(id);
      if (found === null || found.user !== user.id) throw new Refusal("That window is gone.");
      return found;
    };
    const inside = (place: z.infer<typeof container>): Container =>
      place.type === "view" ? { view: view(place.viewId) } : { message: message(place) };
    return { ...stage, user, channel, message, view, inside };
  }

  function setSwitches(change: Partial<UiSwitches>): UiSwitches {
    context.switches.now = { ...context.switches.now, ...change };
    context.rates.throttle(context.switches.now.throttled);
    context.faults.down(context.switches.now.down);
    context.switches.feed.emit(context.switches.now);
    return context.switches.now;
  }

  const calls: { [K in keyof UiCalls]: (body: Json) => Promise<JsonObject> } = {
    message: call(
      z.object({
        user: name,
        channel: name,
        threadTs: name.optional(),
        text: long,
        files: z.array(name).max(10).optional(),
      }),
      ({ people, user, channel }, input) => {
        const { text, threadTs = null, files = [] } = input;
        return { ts: people.post({ user, channel: channel(input.channel), text, threadTs, files }).ts };
      },
    ),
    edit: call(z.object({ ...ofMessage, text: long }), ({ people, user, message }, input) => {
      people.edit({ user, message: message(input), text: input.text });
    }),
    delete: call(z.object(ofMessage), ({ people, user, message }, input) => {
      people.remove({ user, message: message(input) });
    }),
    reaction: call(z.object({ ...ofMessage, name }), ({ people, user, message }, input) => {
      people.react({ user, message: message(input), name: input.name });
    }),
    command: call(
      z.object({ user: name, channel: name, command: name, text: long }),
      async ({ interactions, user, channel }, { command, text, ...input }) => {
        await interactions.command({ user, channel: channel(input.channel), command, text });
      },
    ),
    action: call(
      z.object({ user: name, container, action: object, values }),
      async ({ interactions, user, inside }, { action, values, ...input }) => {
        await interactions.action({ user, container: inside(input.container), action, values });
      },
    ),
    options: call(
      z.object({ user: name, container, blockId: name, actionId: name, query: z.string().max(3_000) }),
      ({ interactions, user, inside }, { blockId, actionId, query, ...input }) =>
        interactions.options({ user, container: inside(input.container), blockId, actionId, query }),
    ),
    submit: call(z.object({ user: name, viewId: name, values }), async ({ interactions, user, view }, input) => ({
      errors: await interactions.submit({ user, view: view(input.viewId), values: input.values }),
    })),
    close: call(z.object({ user: name, viewId: name }), async ({ interactions, user, view }, input) => {
      await interactions.close({ user, view: view(input.viewId) });
    }),
    shortcut: call(z.object({ ...ofMessage, callbackId: name }), async ({ interactions, user, message }, input) => {
      await interactions.shortcut({ user, callbackId: input.callbackId, message: message(input) });
    }),
    home: call(z.object({ user: name, tab: z.enum(["home", "messages"]) }), ({ people, user }, { tab }) => {
      people.openHome({ user, tab });
    }),
    join: call(
      z.object({ user: name, channel: name, invite: name.optional() }),
      ({ people, user, channel, workspace }, input) => {
        const invite = input.invite === undefined ? null : workspace.users.get(input.invite);
        if (invite === undefined) throw new Refusal("Nobody here has that id.");
        people.join({ user, channel: channel(input.channel), invite });
      },
    ),
    async switch(body) {
      return setSwitches(dropUndefined(parse(switches, body)));
    },
  };

  function call<S extends z.ZodType<{ user: string }>>(
    schema: S,
    run: (scene: Scene, input: z.infer<S>) => Promise<unknown> | unknown,
  ) {
    return async (body: Json): Promise<JsonObject> => {
      const input = parse(schema, body);
      return answerSchema.parse((await run(scene(input), input)) ?? {});
    };
  }

  const isCall = (wanted: string): wanted is keyof UiCalls => Object.hasOwn(calls, wanted);

  return {
    stageOf,
    setSwitches,
    async call(wanted, body) {
      if (!isCall(wanted)) throw new Refusal("There is no such call.");
      try {
        return await calls[wanted](body);
      } catch (error) {
        if (error instanceof SlackError) throw new Refusal(error.code);
        throw error;
      }
    },
  };
}

function dropUndefined(input: { [K in keyof UiSwitches]?: boolean | undefined }): Partial<UiSwitches> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function parse<S extends z.ZodType>(schema: S, body: Json): z.infer<S> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Refusal(z.prettifyError(parsed.error));
  return parsed.data;
}
