import type { Patch, Snapshot } from "../page-api.ts";
import type { Change } from "./store.ts";

/**
 * Listens to the sandbox as one user: a snapshot at every (re)connect, then patches. The browser connects again by itself;
 * should it give up (the server answered with an error), we try again every two seconds. `onRefused` hears of that when a
 * user was asked for: the address may name someone of a workspace that is no more.
 * @returns a function that stops listening
 */
export function listen(user: string | null, change: (change: Change) => void, onRefused: () => void): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const connect = () => {
    source = new EventSource(user === null ? "/ui/live" : `/ui/live?user=${encodeURIComponent(user)}`);
    source.addEventListener("snapshot", (event) => {
      const snapshot: Snapshot = JSON.parse(event.data);
      change({ type: "snapshot", snapshot });
    });
    source.addEventListener("patch", (event) => {
      const patch: Patch = JSON.parse(event.data);
      change({ type: "patch", patch });
    });
    source.addEventListener("error", () => {
      change({ type: "connection", connected: false });
      if (source?.readyState !== EventSource.CLOSED || stopped) return;
      retry = setTimeout(connect, 2000);
      if (user !== null) onRefused();
    });
  };

  connect();
  return () => {
    stopped = true;
    clearTimeout(retry);
    source?.close();
  };
}
