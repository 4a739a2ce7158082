/** The state that the Chat SDK asks for, in memory. */
import type { StateAdapter } from "chat";

export function memoryState(): StateAdapter {
  const values = new Map<string, unknown>();
  const lists = new Map<string, unknown[]>();
  const lock = (threadId: string) => ({ threadId, token: "bench", expiresAt: Number.MAX_SAFE_INTEGER });
  return {
    acquireLock: async (threadId) => lock(threadId),
    appendToList: async (key, value) => void lists.set(key, [...(lists.get(key) ?? []), value]),
    connect: async () => undefined,
    delete: async (key) => void values.delete(key),
    dequeue: async () => null,
    disconnect: async () => undefined,
    enqueue: async () => 0,
    extendLock: async () => true,
    forceReleaseLock: async () => undefined,
    // What was stored under a key is what its reader stored.
    get: async <T>(key: string) => (values.get(key) as T | undefined) ?? null,
    getList: async <T>(key: string) => (lists.get(key) ?? []) as T[],
    isSubscribed: async () => false,
    queueDepth: async () => 0,
    releaseLock: async () => undefined,
    set: async (key, value) => void values.set(key, value),
    setIfNotExists: async (key, value) => {
      if (values.has(key)) return false;
      values.set(key, value);
      return true;
    },
    subscribe: async () => undefined,
    unsubscribe: async () => undefined,
  };
}
