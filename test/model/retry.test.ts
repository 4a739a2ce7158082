import { describe, expect, it } from "vitest";
import { backoffMs, retryAfterMs } from "../../src/model/retry.ts";
import { fc } from "../fixtures/properties.ts";

describe("backoffMs", () => {
  it("doubles up to twenty seconds, half of it by chance", () => {
    expect([1, 2, 3, 4, 9].map((failures) => backoffMs(failures, () => 0))).toEqual([250, 500, 1_000, 2_000, 10_000]);
    expect([1, 2, 3, 4, 9].map((failures) => backoffMs(failures, () => 1))).toEqual([500, 1_000, 2_000, 4_000, 20_000]);
  });
});

describe("retryAfterMs", () => {
  it("is a time from now on or nothing, whatever a server writes", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme-ascii" }),
        fc.string({ unit: "grapheme-ascii" }),
        (after, milliseconds) => {
          const wait = retryAfterMs(new Headers({ "retry-after": after, "retry-after-ms": milliseconds }), 0);
          return wait === null || (wait >= 0 && !Number.isNaN(wait));
        },
      ),
    );
    expect(retryAfterMs(undefined, 0)).toBeNull();
    expect(retryAfterMs(new Headers({ "retry-after": "0" }), 0)).toBe(0);
    expect(retryAfterMs(new Headers({ "retry-after": "Thu, 01 Jan 1970 00:00:05 GMT" }), 9_000)).toBe(0);
  });
});
