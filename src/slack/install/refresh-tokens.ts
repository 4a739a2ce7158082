/** A refresh token for a new pair, as Slack's token rotation has it. */
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { z } from "zod";
import { CoursewrightError } from "../../errors.ts";
import type { InstallationTokens } from "../../storage/installations.ts";

/** @throws CoursewrightError `slack_refused` when the refresh token is spent or revoked, `slack_unreachable` when Slack did not answer */
export type RefreshTokens = (refreshToken: string) => Promise<InstallationTokens>;

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
});

export function createRefreshTokens({
  client,
  clientId,
  clientSecret,
  clock,
}: {
  /** Without a token: the app's credentials go with the call. */
  client: WebClient;
  clientId: string;
  clientSecret: string;
  /** Milliseconds since 1970. */
  clock: () => number;
}): RefreshTokens {
  return async (refreshToken) => {
    const askedAt = clock();
    try {
      const answer = answerSchema.parse(
        await client.oauth.v2.access({
          client_id: clientId,
          client_secret: clientSecret,
          grant_type: "refresh_token",
          refresh_token: refreshToken,
        }),
      );
      const expiresAt = new Date(askedAt + answer.expires_in * 1_000);
      return { token: answer.access_token, refresh: { token: answer.refresh_token, expiresAt } };
    } catch (error) {
      const refused = error instanceof WebAPIPlatformError && /^(invalid_|bad_|token_|account_)/.test(error.data.error);
      throw new CoursewrightError(refused ? "slack_refused" : "slack_unreachable", "Slack did not renew a token", {
        cause: error,
      });
    }
  };
}
