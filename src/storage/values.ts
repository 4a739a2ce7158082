/** What goes into a statement. PostgreSQL holds no NUL characters, and JSON no halves of surrogate pairs; both come from hostile text. */

/** The value as JSON text for a `$n::jsonb` parameter. What PostgreSQL would refuse is left out or replaced. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value) ?? "null";
  // `JSON.stringify` escapes lone surrogates alone; whole pairs stand as they are. Every escape is matched, so that
  // an escaped backslash before "u0000" is not taken for the beginning of one.
  return json.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (written) =>
    written === "\\u0000" ? "" : written.startsWith("\\ud") ? "\ufffd" : written,
  );
}

/** The values of a statement without NUL characters; what is undefined is null. */
export function bindable(values: readonly unknown[]): unknown[] {
  return values.map((value) => {
    if (Array.isArray(value)) return bindable(value);
    if (typeof value === "string") return value.replaceAll("\0", "").toWellFormed();
    return value ?? null;
  });
}
