import type { Clock } from "./clock.ts";
import { SlackError } from "./errors.ts";
import type { Ids } from "./ids.ts";
import type { App } from "./manifest.ts";
import type { JsonObject } from "./page-api.ts";
import type { Workspace } from "./workspace.ts";

/** The app's credentials for being installed in further workspaces. */
export type OauthClient = { clientId: string; clientSecret: string };

/** What an app's install link asks for. */
export type AuthorizeRequest = { clientId: string; scope: string; state: string; redirectUri: string };

export type Oauth = {
  /**
   * Checks an install link before anybody is asked. Answers the address to come back to.
   * @throws SlackError `invalid_client_id`, `invalid_scope`, `bad_redirect_uri`
   */
  check(request: AuthorizeRequest): string;
  /** The person allows it: answers the app's address with a code that is good for ten minutes, once. */
  allow(request: AuthorizeRequest, workspace: Workspace, userId: string): string;
  /** The person says no. */
  deny(request: AuthorizeRequest): string;
  /** `oauth.v2.access`: a code, or a refresh token, for an access token. */
  access(args: {
    clientId: string;
    clientSecret: string;
    code?: string | undefined;
    redirectUri?: string | undefined;
    refreshToken?: string | undefined;
  }): JsonObject;
};

const codeLifetime = 10 * 60_000;

type Parts = {
  client: OauthClient | null;
  app: App;
  clock: Clock;
  ids: Ids;
  workspaces: ReadonlyMap<string, Workspace>;
};

/** Slack's OAuth: how one app gets into many workspaces. */
export function createOauth({ client, app, clock, ids, workspaces }: Parts): Oauth {
  const codes = new Map<string, { workspace: Workspace; userId: string; redirectUri: string; at: number }>();

  function check({ clientId, scope, redirectUri }: AuthorizeRequest): string {
    if (client === null || clientId !== client.clientId) throw new SlackError("invalid_client_id");
    const wanted = scope.split(/[ ,]+/).filter((each) => each !== "");
    if (wanted.length === 0 || wanted.some((each) => !app.scopes.has(each))) throw new SlackError("invalid_scope");
    const back = redirectUri === "" ? (app.redirectUrls[0] ?? "") : redirectUri;
    if (!app.redirectUrls.some((allowed) => back.startsWith(allowed))) throw new SlackError("bad_redirect_uri");
    return back;
  }

  function comeBack(request: AuthorizeRequest, answer: Record<string, string>): string {
    const target = new URL(check(request));
    for (const [key, value] of Object.entries({ ...answer, state: request.state })) target.searchParams.set(key, value);
    return target.href;
  }

  function fromCode(code: string, redirectUri: string | undefined): { workspace: Workspace; userId: string } {
    const found = codes.get(code);
    if (found === undefined) throw new SlackError("invalid_code");
    codes.delete(code);
    if (clock.now() - found.at > codeLifetime) throw new SlackError("code_expired");
    if (redirectUri !== undefined && redirectUri !== found.redirectUri) throw new SlackError("bad_redirect_uri");
    return found;
  }

  return {
    check,
    allow(request, workspace, userId) {
      const code = `${ids.hex(12)}.${ids.hex(64)}`;
      codes.set(code, { workspace, userId, redirectUri: check(request), at: clock.now() });
      return comeBack(request, { code });
    },
    deny: (request) => comeBack(request, { error: "access_denied" }),
    access({ clientId, clientSecret, code, redirectUri, refreshToken }) {
      if (client === null || clientId !== client.clientId) throw new SlackError("invalid_client_id");
      if (clientSecret !== client.clientSecret) throw new SlackError("bad_client_secret");
      if (refreshToken !== undefined) {
        const workspace = [...workspaces.values()].find(({ tokens }) => tokens.spendRefreshToken(refreshToken));
        if (workspace === undefined) throw new SlackError("invalid_refresh_token");
        return { ...grant(workspace), team: { id: workspace.id, name: workspace.name } };
      }
      const { workspace, userId } = fromCode(code ?? "", redirectUri);
      workspace.install();
      return { ...grant(workspace), team: { id: workspace.id, name: workspace.name }, authed_user: { id: userId } };
    },
  };

  function grant(workspace: Workspace): JsonObject {
    const { token, refreshToken, expiresIn } = workspace.tokens.issue(app.tokenRotation);
    return {
      app_id: workspace.appId,
      scope: [...app.scopes].join(","),
      token_type: "bot",
      access_token: token,
      bot_user_id: workspace.bot.id,
      enterprise: null,
      is_enterprise_install: false,
      ...(refreshToken === null || expiresIn === null ? {} : { refresh_token: refreshToken, expires_in: expiresIn }),
    };
  }
}
