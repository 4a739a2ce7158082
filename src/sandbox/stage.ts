import type { Context } from "./context.ts";
import type { Deliveries } from "./deliveries.ts";
import { forwardEvents } from "./events.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import { createPeople, type People } from "./people.ts";
import type { Workspace } from "./workspace.ts";

/** A workspace with everything that people can do in it, joined to the app. */
export type Stage = { workspace: Workspace; people: People; interactions: Interactions };

/** Joins a workspace to the deliveries and to what its people can do. */
export function createStage(parts: { workspace: Workspace; context: Context; deliveries: Deliveries }): Stage {
  const { workspace, context, deliveries } = parts;
  forwardEvents(workspace, context.clock, (event) => deliveries.event(workspace, event));
  return { workspace, people: createPeople(parts), interactions: createInteractions(parts) };
}
