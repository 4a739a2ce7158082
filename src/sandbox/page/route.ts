/** Where the person is: kept in the address behind `#`, so that a reload and the back button stay. */
export type Route = {
  user: string | null;
  /** A channel's id, or "home" for the app's Home tab. */
  at: string | null;
  /** The ts of the root whose thread is open. */
  thread: string | null;
};

/** The id that stands for the app's Home tab. */
export const HOME = "home";

/** Reads `#user=U1&at=C1&thread=17.1`; whatever is missing is null. */
export function parseRoute(hash: string): Route {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const part = (name: string) => parts.get(name) || null;
  return { user: part("user"), at: part("at"), thread: part("thread") };
}

/** The other way round. */
export function formatRoute(route: Route): string {
  const parts = new URLSearchParams();
  if (route.user !== null) parts.set("user", route.user);
  if (route.at !== null) parts.set("at", route.at);
  if (route.thread !== null) parts.set("thread", route.thread);
  return `#${parts.toString()}`;
}
