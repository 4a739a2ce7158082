import type { Clock } from "./clock.ts";
import type { Ids } from "./ids.ts";

/** Seconds that a rotating token lives. */
const lifetime = 43_200;

export type Tokens = {
  /** Whether this is a token of the workspace, and a living one. */
  judge(token: string): "valid" | "expired" | "unknown";
  /** The token given out last. */
  current(): string;
  /** A new token; with rotation it expires and comes with a refresh token. Earlier ones stay good for their time. */
  issue(rotates: boolean): { token: string; refreshToken: string | null; expiresIn: number | null };
  /** Uses a refresh token up; false when it is none of this workspace or was used before. */
  spendRefreshToken(refreshToken: string): boolean;
  /** Forgets all tokens. */
  clear(): void;
};

/** The bot tokens of one workspace. The first one never expires. */
export function createTokens({ first, clock, ids }: { first: string; clock: Clock; ids: Ids }): Tokens {
  const expiries = new Map<string, number>([[first, Number.POSITIVE_INFINITY]]);
  const refreshTokens = new Set<string>();
  let current = first;
  return {
    judge(token) {
      const expiry = expiries.get(token);
      if (expiry === undefined) return "unknown";
      return clock.now() < expiry ? "valid" : "expired";
    },
    current: () => current,
    issue(rotates) {
      current = `${rotates ? "xoxe." : ""}xoxb-${ids.hex(12)}-${ids.hex(24)}`;
      expiries.set(current, rotates ? clock.now() + lifetime * 1_000 : Number.POSITIVE_INFINITY);
      if (!rotates) return { token: current, refreshToken: null, expiresIn: null };
      const refreshToken = `xoxe-1-${ids.hex(40)}`;
      refreshTokens.add(refreshToken);
      return { token: current, refreshToken, expiresIn: lifetime };
    },
    spendRefreshToken: (refreshToken) => refreshTokens.delete(refreshToken),
    clear() {
      expiries.clear();
      refreshTokens.clear();
    },
  };
}
