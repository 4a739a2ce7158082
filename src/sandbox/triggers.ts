import type { Clock } from "./clock.ts";
import { SlackError } from "./errors.ts";
import type { Ids } from "./ids.ts";
import { deliveryLimits } from "./limits.ts";

export type Triggers = {
  /** A new `trigger_id` for what this person just did. `viewId` is the modal that they did it in. */
  issue(user: string, viewId?: string | null): string;
  /**
   * Uses a trigger up.
   * @throws SlackError `expired_trigger_id` after three seconds, `exchanged_trigger_id` when it was used before.
   */
  take(id: string): { user: string; viewId: string | null };
};

/** The `trigger_id`s of one workspace: each opens one modal within three seconds. */
export function createTriggers({ clock, ids }: { clock: Clock; ids: Ids }): Triggers {
  const issued = new Map<string, { user: string; viewId: string | null; at: number; used: boolean }>();
  return {
    issue(user, viewId = null) {
      const id = ids.trigger();
      issued.set(id, { user, viewId, at: clock.now(), used: false });
      return id;
    },
    take(id) {
      const trigger = issued.get(id);
      if (trigger === undefined) throw new SlackError("invalid_trigger_id");
      if (clock.now() - trigger.at > deliveryLimits.trigger) throw new SlackError("expired_trigger_id");
      if (trigger.used) throw new SlackError("exchanged_trigger_id");
      trigger.used = true;
      return trigger;
    },
  };
}
