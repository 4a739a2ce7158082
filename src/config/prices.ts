/** What the model's tokens cost, so that Home can tell an admin a cost. Nobody is charged by it. */
import { z } from "zod";
import { setting } from "./setting.ts";

/** Each for a million tokens, in `currency` (three letters, ISO 4217). `embedding` null: what vectors cost is not told. */
export type Prices = {
  input: number;
  cachedInput: number;
  output: number;
  embedding: number | null;
  currency: string;
};

const wanted = "must be a price for a million tokens, such as 0.25";
const price = setting(z.coerce.number(wanted).min(0, wanted).max(1_000_000, wanted).optional());

export const priceSettings = {
  MODEL_PRICE_INPUT: price,
  MODEL_PRICE_OUTPUT: price,
  MODEL_PRICE_CACHED_INPUT: price,
  MODEL_PRICE_EMBEDDING: price,
  MODEL_PRICE_CURRENCY: setting(
    z
      .string()
      .regex(/^[A-Z]{3}$/, "must be a currency's three letters, such as USD or EUR")
      .default("USD"),
  ),
};

/** Null where no prices are set. Input from the service's cache costs what other input does, unless it has a price. */
export function pricesOf(env: {
  MODEL_PRICE_INPUT?: number | undefined;
  MODEL_PRICE_OUTPUT?: number | undefined;
  MODEL_PRICE_CACHED_INPUT?: number | undefined;
  MODEL_PRICE_EMBEDDING?: number | undefined;
  MODEL_PRICE_CURRENCY: string;
}): Prices | null {
  const { MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output, MODEL_PRICE_CURRENCY: currency } = env;
  if (input === undefined || output === undefined) return null;
  const embedding = env.MODEL_PRICE_EMBEDDING ?? null;
  return { input, cachedInput: env.MODEL_PRICE_CACHED_INPUT ?? input, output, embedding, currency };
}

/** A cost takes both prices. */
export function missingPrices(has: (name: string) => boolean): string[] {
  const both = ["MODEL_PRICE_INPUT", "MODEL_PRICE_OUTPUT"] as const;
  if (![...both, "MODEL_PRICE_CACHED_INPUT", "MODEL_PRICE_EMBEDDING"].some(has)) return [];
  return both
    .filter((name) => !has(name))
    .map((name) => `${name} is missing: it ${wanted}, since another price of the model is there`);
}
