/** What a submitted modal can be answered with. */
import type { ModalView } from "@slack/types";

export type ViewAnswer =
  | undefined
  | { response_action: "errors"; errors: Record<string, string> }
  | { response_action: "update"; view: ModalView };
