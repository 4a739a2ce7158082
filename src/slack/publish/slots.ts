/** What is known of a course's messages: in the store, and in this process. */
import { createHash } from "node:crypto";
import type { Lease, MessageRecord, MessageRepository } from "../../storage/store.ts";
import type { RenderedMessage } from "../render/message.ts";

export type Slot = {
  name: string;
  /** Null while the message is not in Slack, as far as we know. */
  ts: string | null;
  /** It may be in Slack all the same: a post was intended and its answer never stored. Since when, in milliseconds since 1970. */
  doubtSince: number | null;
  /** Hash of what Slack shows, or null when that is not certain. */
  shown: string | null;
  /** What the store says that should be and is shown. */
  stored: { wanted: string | null; shown: string | null };
};

/** Stored as wanted while partial states are shown that nobody will ask for again: the card is not at rest. */
const unsettled = "growing";

/** Changes when anything that people see changes. `kind` can be read off it again (`kindOf`). */
export function hashOf({ text, blocks }: RenderedMessage, kind = "shown"): string {
  return `${kind}:${createHash("sha256")
    .update(JSON.stringify([text, blocks]))
    .digest("base64url")}`;
}

/** The kind that went into a hash. */
export function kindOf(hash: string | null): string | null {
  return hash === null || hash === unsettled ? null : (hash.split(":")[0] ?? null);
}

export type Slots = {
  /** All that are known, in no order. */
  all(): Slot[];
  /** The slot, which may be new. */
  get(name: string): Slot;
  /** Written down before it is posted. */
  intend(slot: Slot): Promise<void>;
  posted(slot: Slot, ts: string): Promise<void>;
  /** A second copy of it may turn up within a minute. */
  doubted(slot: Slot): Promise<void>;
  /** Before an edit whose state will be asked for again after a crash; and before one that will not. */
  wanted(slot: Slot, hash: string): Promise<void>;
  unsettled(slot: Slot): Promise<void>;
  /** It was posted so. */
  placed(slot: Slot, hash: string): Promise<void>;
  /** Slack shows it. */
  confirmed(slot: Slot, hash: string): Promise<void>;
  /** These are what is wanted; those that Slack shows already are written down as confirmed. */
  atRest(rendered: readonly RenderedMessage[]): Promise<void>;
};

/** Reads what the store has of a course's messages. Saves are fenced by the lease. @throws CoursewrightError `lease_lost` */
export async function loadSlots({
  messages,
  lease,
  course,
}: {
  messages: MessageRepository;
  lease: Lease;
  course: { workspaceId: string; id: string; channelId: string };
}): Promise<Slots> {
  const slots = new Map<string, Slot>();
  for (const record of await messages.list(course.workspaceId, course.id)) slots.set(record.slot, fromRecord(record));

  async function wanted(slot: Slot, hash: string): Promise<void> {
    if (slot.stored.wanted === hash) return;
    await messages.wanted(lease, slot.name, hash);
    slot.stored.wanted = hash;
  }
  async function confirmed(slot: Slot, hash: string): Promise<void> {
    if (slot.stored.shown === hash) return;
    await messages.shown(lease, slot.name, hash);
    slot.stored.shown = hash;
  }

  return {
    all: () => [...slots.values()],
    wanted,
    confirmed,
    async atRest(rendered) {
      for (const message of rendered) {
        const slot = slots.get(message.slot);
        const hash = hashOf(message);
        if (slot === undefined || slot.shown !== hash) continue;
        await wanted(slot, hash);
        await confirmed(slot, hash);
      }
    },
    get(name) {
      const known = slots.get(name);
      if (known !== undefined) return known;
      const slot: Slot = { name, ts: null, doubtSince: null, shown: null, stored: { wanted: null, shown: null } };
      slots.set(name, slot);
      return slot;
    },
    async intend(slot) {
      const record = await messages.intend(lease, { slot: slot.name, channelId: course.channelId });
      // Somebody may have posted it since the list was read.
      if (record.ts !== null && slot.ts === null && slot.doubtSince === null) slot.ts = record.ts;
    },
    async posted(slot, ts) {
      await messages.posted(lease, slot.name, ts);
      slot.ts = ts;
      slot.doubtSince = null;
    },
    async placed(slot, hash) {
      if (slot.stored.wanted === hash && slot.stored.shown === hash) return;
      await messages.atRest(lease, slot.name, hash);
      slot.stored = { wanted: hash, shown: hash };
    },
    doubted: (slot) => messages.doubt(lease, slot.name),
    async unsettled(slot) {
      if (slot.stored.wanted !== slot.stored.shown) return;
      await messages.wanted(lease, slot.name, unsettled);
      slot.stored.wanted = unsettled;
    },
  };
}

function fromRecord({ slot, ts, wantedHash, shownHash, intendedAt }: MessageRecord): Slot {
  return {
    name: slot,
    ts,
    doubtSince: ts === null ? intendedAt.getTime() : null,
    // Only what was at rest is certain.
    shown: ts !== null && wantedHash === shownHash ? shownHash : null,
    stored: { wanted: wantedHash, shown: shownHash },
  };
}
