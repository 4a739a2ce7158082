/** What Bolt calls, as far as our listeners use it. */
import type { ModalView } from "@slack/types";

/** Of a click, a choice or a shortcut. What the body holds is parsed by the listener. */
export type ActionListener = (args: { body: unknown; ack: () => Promise<void> }) => Promise<void>;

/** What a submitted modal is answered with: nothing closes it; errors stand at its fields, by block; a view takes its place. */
export type FormAnswer =
  | undefined
  | { response_action: "errors"; errors: Record<string, string> }
  | { response_action: "update"; view: ModalView };
/** Of a submitted modal. */
export type FormListener = (args: { body: unknown; ack: (answer?: FormAnswer) => Promise<void> }) => Promise<void>;

export const showInstead = (view: ModalView): FormAnswer => ({ response_action: "update", view });
export const showErrors = (errors: Record<string, string>): FormAnswer => ({ response_action: "errors", errors });
