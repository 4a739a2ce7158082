import { html } from "htm/preact";
import type { Json, JsonObject } from "../../page-api.ts";
import { type Place, useSurface, useValue } from "../blocks/surface.ts";
import { useWorkspace, type Workspace } from "../context.ts";
import { numberOf, objectsOf, stringOf, textOf } from "../json.ts";
import { decodeEntities } from "../text/entities.ts";
import { chosenIds } from "../values.ts";
import { type Choice, choiceOf, placeChoice } from "./choices-source.ts";
import { Combobox } from "./combobox.ts";
import { useConfirm } from "./confirm.ts";
import type { ElementProps } from "./element.ts";

/** Where a select keeps what is chosen: by its type without "multi_". */
const KEYS: { [type: string]: { one: string; several: string } } = {
  static_select: { one: "selected_option", several: "selected_options" },
  external_select: { one: "selected_option", several: "selected_options" },
  users_select: { one: "selected_user", several: "selected_users" },
  conversations_select: { one: "selected_conversation", several: "selected_conversations" },
  channels_select: { one: "selected_channel", several: "selected_channels" },
};

/** All ten selects of Block Kit: static, external, users, conversations and channels, single and multi. */
export function Select({ place, id, labelledBy, describedBy, invalid }: ElementProps) {
  const { element } = place;
  const type = stringOf(element.type);
  const surface = useSurface();
  const workspace = useWorkspace();
  const value = useValue(place);
  const { ask, dialog } = useConfirm();
  const several = type.startsWith("multi_");
  const chosen = readChosen(type, value, workspace);

  const onChoose = (choices: Choice[]) => {
    const key = keysOf(type);
    const values: Json[] = choices.map((choice) => choice.value);
    const next: JsonObject = several ? { type, [key.several]: values } : { type, [key.one]: values[0] ?? null };
    ask(element.confirm, () => surface.change(place, next));
  };

  return html`<${Combobox}
      place=${place}
      id=${id}
      labelledBy=${labelledBy}
      describedBy=${describedBy}
      invalid=${invalid}
      placeholder=${decodeEntities(textOf(element.placeholder)) || (several ? "Select options" : "Select an option")}
      several=${several}
      most=${several ? (numberOf(element.max_selected_items) ?? 100) : 1}
      clearable=${clearable(place)}
      chosen=${chosen}
      onChoose=${onChoose}
    />
    ${dialog}`;
}

function keysOf(type: string): { one: string; several: string } {
  return KEYS[type.replace(/^multi_/, "")] ?? { one: "selected_option", several: "selected_options" };
}

function readChosen(type: string, value: JsonObject, workspace: Workspace): Choice[] {
  const key = keysOf(type);
  if (key.one === "selected_option") {
    return objectsOf([value.selected_option ?? null, ...objectsOf(value.selected_options)]).map(choiceOf);
  }
  return chosenIds(value, key.one, key.several).map((id) => placeChoice(id, workspace));
}

/** A single select in an optional input can be emptied again. */
function clearable({ element, inputBlock }: Place): boolean {
  return inputBlock?.optional === true && !stringOf(element.type).startsWith("multi_");
}
