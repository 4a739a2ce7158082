import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { Ids } from "./ids.ts";
import type { Oauth } from "./oauth.ts";
import type { UiSwitches } from "./page-api.ts";
import type { Rates } from "./rates.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Feed } from "./state.ts";
import type { Traffic } from "./traffic.ts";
import type { Workspace } from "./workspace.ts";

/** An upload address that was handed out and not completed yet. */
type Upload = {
  workspace: Workspace;
  fileId: string;
  name: string;
  length: number;
  bytes: Buffer | null;
  altText: string;
};

/** What all parts of the running sandbox share. */
export type Context = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly appId: string;
  readonly appToken: string | null;
  readonly workspaces: ReadonlyMap<string, Workspace>;
  readonly rates: Rates;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly responseUrls: ResponseUrls;
  readonly oauth: Oauth;
  /** By the secret part of the address. */
  readonly uploads: Map<string, Upload>;
  readonly switches: { now: UiSwitches; readonly feed: Feed<UiSwitches> };
  /** How many Socket Mode connections the app has, whenever that changes. */
  readonly connected: Feed<number>;
  /** http://127.0.0.1:<port>, without a slash at the end. */
  baseUrl: string;
  /** A fresh WebSocket address for Socket Mode. */
  openSocket(): string;
};
