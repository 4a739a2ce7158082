/** What asks too much is refused before it is stored, with the limit named. The limits are the workspace's own (settings). */
import type { FullStore } from "../storage/create-store.ts";
import { texts } from "../texts.ts";

export type Limits = {
  /** Why a course is refused, in words for the person who asked; null when it may be written. */
  ofCourse(asked: {
    workspaceId: string;
    userId: string;
    key: string;
    promptCharacters: number;
  }): Promise<string | null>;
  /** Why a reply is refused; null when it may be taken in. */
  ofReply(asked: { workspaceId: string; characters: number }): Promise<string | null>;
};

export function createLimits({
  store,
  clock,
}: {
  store: Pick<FullStore, "workspaces" | "asked" | "usage">;
  /** Milliseconds since 1970. */
  clock: () => number;
}): Limits {
  return {
    async ofCourse({ workspaceId, userId, key, promptCharacters }) {
      if (await store.asked.isKnown(workspaceId, key)) return null;
      const { limits } = await store.workspaces.settings(workspaceId);
      if (promptCharacters > limits.promptCharacters) {
        return texts.limits.prompt(promptCharacters, limits.promptCharacters);
      }
      if (limits.coursesPerHour !== null) {
        const { courses, minutesLeft } = await store.asked.lastHour(workspaceId, userId);
        if (courses >= limits.coursesPerHour)
          return texts.limits.courses(limits.coursesPerHour, Math.max(1, minutesLeft));
      }
      if (limits.tokensPerMonth !== null) {
        const { inputTokens, outputTokens } = await store.usage.month(workspaceId, new Date(clock()));
        if (inputTokens + outputTokens >= limits.tokensPerMonth) return texts.limits.tokens(limits.tokensPerMonth);
      }
      return null;
    },

    async ofReply({ workspaceId, characters }) {
      const { limits } = await store.workspaces.settings(workspaceId);
      return characters > limits.replyCharacters ? texts.limits.reply(characters, limits.replyCharacters) : null;
    },
  };
}
