/** JSON schemas as strict structured output takes them. */
import { z } from "zod";

/** @param schema with all keys required and none beside them, which is what strict output demands */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: "draft-7" });
  return rest;
}
