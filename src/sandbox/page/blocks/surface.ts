import { createContext } from "preact";
import { useContext, useMemo, useRef, useState } from "preact/hooks";
import type { JsonObject, UiContainer } from "../../page-api.ts";
import { useActions, useWorkspace } from "../context.ts";
import { objectOf, stringOf, stringsOf } from "../json.ts";
import { collectValues, type Edits, presentValue, withValue } from "../values.ts";

/** What a message, a modal or a Home tab offers to the elements that stand on it. */
type Surface = {
  container: UiContainer;
  edits: Edits;
  /** block_id → sentence. */
  errors: { [blockId: string]: string };
  /** Someone typed or chose: the value is kept, and sent as an action when the element stands outside of an input block. */
  change(place: Place, value: JsonObject): void;
  /** Sends an action: `parts` are the element's own (value, selected_option …). */
  act(place: Place, parts: JsonObject): void;
};

/** An element and its block. */
export type Place = { blockId: string; element: JsonObject; inputBlock: JsonObject | null };

const nowhere: Surface = {
  container: { type: "view", viewId: "" },
  edits: {},
  errors: {},
  change: () => {},
  act: () => {},
};

export const SurfaceContext = createContext<Surface>(nowhere);

/** The surface on which an element stands. */
export function useSurface(): Surface {
  return useContext(SurfaceContext);
}

/** The present value of an element. */
export function useValue({ blockId, element }: Place): JsonObject {
  return presentValue(blockId, element, useSurface().edits);
}

/**
 * The state of one surface. What was typed is kept by block_id and action_id, so an updated view keeps it.
 * `key` tells surfaces apart: when it changes, everything typed is forgotten.
 */
export function useSurfaceState(
  container: UiContainer,
  blocks: JsonObject[],
  errors: { [blockId: string]: string } = {},
  onEdit: (blockId: string) => void = () => {},
): Surface {
  const [edits, setEdits] = useState<Edits>({});
  const { calls, say } = useActions();
  const { me } = useWorkspace();
  // Read when an action is sent, which can be before the next drawing.
  const latest = useRef({ edits, blocks });
  latest.current.blocks = blocks;

  const key = container.type === "view" ? container.viewId : `${container.channel} ${container.ts}`;
  const stable = useMemo(() => container, [key]);

  const act = (place: Place, parts: JsonObject) => {
    const { element, blockId } = place;
    const action: JsonObject = {
      type: stringOf(element.type),
      action_id: stringOf(element.action_id),
      block_id: blockId,
      ...parts,
    };
    const values = collectValues(latest.current.blocks, latest.current.edits);
    calls
      .call("action", { user: me.id, container: stable, action, values })
      .catch((error: Error) => say(error.message));
  };

  const change = (place: Place, value: JsonObject) => {
    const { element, blockId, inputBlock } = place;
    const next = withValue(latest.current.edits, blockId, stringOf(element.action_id), value);
    latest.current.edits = next;
    setEdits(next);
    onEdit(blockId);
    if (dispatches(place)) {
      const { type: _type, ...parts } = value;
      act({ element, blockId, inputBlock }, parts);
    }
  };

  return { container: stable, edits, errors, change, act };
}

/** Whether a changed value is sent at once: outside of input blocks always; inside only if asked for, and text on its own terms. */
function dispatches({ element, inputBlock }: Place): boolean {
  if (inputBlock === null) return true;
  if (inputBlock.dispatch_action !== true) return false;
  const typed = /_input$/.test(stringOf(element.type)) && element.type !== "file_input";
  return !typed || triggers(element).includes("on_character_entered");
}

/** When a text input with `dispatch_action` sends: Slack's default is Enter alone. */
export function triggers(element: JsonObject): string[] {
  const asked = stringsOf(objectOf(element.dispatch_action_config).trigger_actions_on);
  return asked.length === 0 ? ["on_enter_pressed"] : asked;
}
