/** What every setting has in common: one that is left blank counts as missing. */
import { z } from "zod";

const blankAsMissing = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);

/** A setting of the environment, read through `schema`. */
export const setting = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankAsMissing, schema);
