import type { Context } from "./context.ts";
import { deliveryLimits } from "./limits.ts";
import type { JsonObject } from "./page-api.ts";
import type { BotAnswer, Delivery, Transport } from "./transport.ts";
import type { Workspace } from "./workspace.ts";

export type Deliveries = {
  /** Sends an event to the app and, if it fails, again at once, after a minute and after five more. */
  event(workspace: Workspace, event: JsonObject): void;
  /** Sends a command or an interaction, once, and answers what the app said. */
  ask(workspace: Workspace, kind: "slash_commands" | "interactive", payload: JsonObject): Promise<BotAnswer>;
  /** Resolves when nothing is on its way to the app; redeliveries that wait for their time do not count. */
  settled(): Promise<void>;
};

/** Brings events, commands and interactions to the app, as reliably or unreliably as the faults say. */
export function createDeliveries({ context, transport }: { context: Context; transport: Transport }): Deliveries {
  const { clock, ids, faults, traffic } = context;
  const pending = new Set<Promise<unknown>>();

  function track<T>(promise: Promise<T>): Promise<T> {
    pending.add(promise);
    const done = () => pending.delete(promise);
    promise.then(done, done);
    return promise;
  }

  async function send(workspace: Workspace, delivery: Delivery): Promise<BotAnswer> {
    const at = clock.now();
    const answer = await transport.send(delivery);
    traffic.record({
      at,
      team: workspace.id,
      direction: "to-bot",
      name: nameOf(delivery),
      status: answer.status,
      request: delivery.payload,
      response: answer.failure === null ? answer.body : answer.failure,
    });
    return answer;
  }

  async function attempt(workspace: Workspace, payload: JsonObject, num: number, reason: string): Promise<void> {
    const retry = num === 0 ? null : { num, reason };
    const answer = await send(workspace, { kind: "events_api", payload, retry });
    const wait = deliveryLimits.redeliveries[num];
    if (answer.failure === null || answer.noRetry || wait === undefined) return;
    const again = () => attempt(workspace, payload, num + 1, answer.failure ?? "unknown_error");
    if (wait === 0) return again();
    const stops: (() => void)[] = [];
    const start = () => {
      for (const stop of stops) stop();
      void track(again());
    };
    stops.push(clock.after(wait, start), transport.whenBack(start));
  }

  return {
    event(workspace, event) {
      const payload = envelope(workspace, event, context);
      const { copies, hold } = faults.nextDelivery();
      const start = async () => {
        await Promise.all(Array.from({ length: copies }, () => attempt(workspace, payload, 0, "")));
      };
      if (hold === 0) void track(start());
      else void track(new Promise<void>((resolve) => clock.after(hold, () => resolve(start()))));
    },
    ask(workspace, kind, payload) {
      const { copies } = faults.nextDelivery();
      const sends = Array.from({ length: copies }, () => track(send(workspace, { kind, payload, retry: null })));
      const first = sends[0];
      if (first === undefined) throw new Error("a delivery is sent at least once");
      return first;
    },
    async settled() {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };

  function envelope(workspace: Workspace, event: JsonObject, { appId }: Context): JsonObject {
    return {
      token: "verification-token",
      team_id: workspace.id,
      context_team_id: workspace.id,
      context_enterprise_id: null,
      api_app_id: appId,
      event,
      type: "event_callback",
      event_id: ids.next("Ev"),
      event_time: Math.floor(clock.now() / 1_000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.id,
          user_id: workspace.bot.id,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: workspace.channels.get(String(event.channel))?.shared ?? false,
      event_context: `4-${ids.hex(48)}`,
    };
  }
}

function nameOf({ kind, payload }: Delivery): string {
  if (kind === "slash_commands") return String(payload.command);
  if (kind === "interactive") return String(payload.type);
  const event = payload.event;
  const type = event !== null && typeof event === "object" && !Array.isArray(event) ? event.type : undefined;
  return `event: ${String(type)}`;
}
