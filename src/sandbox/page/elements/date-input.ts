import { html } from "htm/preact";
import { useSurface, useValue } from "../blocks/surface.ts";
import { numberOf, stringOf, textOf } from "../json.ts";
import { useConfirm } from "./confirm.ts";
import type { ElementProps } from "./element.ts";

const KINDS: { [type: string]: { native: string; key: string } } = {
  datepicker: { native: "date", key: "selected_date" },
  timepicker: { native: "time", key: "selected_time" },
  datetimepicker: { native: "datetime-local", key: "selected_date_time" },
};

/** A date, a time of day, or both; the browser's own picker. */
export function DateInput({ place, id, describedBy, invalid }: ElementProps) {
  const { element } = place;
  const type = stringOf(element.type);
  const kind = KINDS[type] ?? { native: "date", key: "selected_date" };
  const surface = useSurface();
  const value = useValue(place);
  const { ask, dialog } = useConfirm();
  const moment = numberOf(value[kind.key]);
  const shown = kind.native === "datetime-local" ? localMoment(moment) : stringOf(value[kind.key]);

  const onChange = (event: Event) => {
    const box = event.currentTarget;
    if (!(box instanceof HTMLInputElement)) return;
    const typed = box.value;
    const next =
      kind.native === "datetime-local" && typed !== "" ? Math.floor(new Date(typed).getTime() / 1000) : typed || null;
    ask(element.confirm, () => surface.change(place, { type, [kind.key]: next }));
  };

  return html`<input
      id=${id}
      class="field-box field-date"
      type=${kind.native}
      value=${shown}
      aria-label=${id === undefined ? textOf(element.placeholder) || "Date" : undefined}
      aria-describedby=${describedBy || undefined}
      aria-invalid=${invalid ? "true" : undefined}
      onChange=${onChange}
    />
    ${dialog}`;
}

/** A moment (seconds) the way `<input type=datetime-local>` writes it. */
function localMoment(seconds: number | null): string {
  if (seconds === null) return "";
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
