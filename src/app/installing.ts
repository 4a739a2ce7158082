/** How the bot comes into workspaces, and what happens when it is removed. */
import type { Background } from "../slack/background.ts";
import { createInstallationStore } from "../slack/install/installation-store.ts";
import { installerOptions } from "../slack/install/installer.ts";
import { uninstalled } from "../slack/install/uninstalled.ts";
import type { Parts } from "./parts.ts";

/** The pages that install the bot in further workspaces, where the settings have what they need. */
export function installerOf({ config, directory, log }: Parts): ReturnType<typeof installerOptions> {
  const { installations, forget } = directory;
  if (config.oauth === null || installations === null) return {};
  const installationStore = createInstallationStore({
    installations,
    installed: ({ teamId }) => {
      if (teamId !== null) forget(teamId);
    },
    log,
  });
  return installerOptions({ oauth: config.oauth, apiUrl: config.slack.apiUrl, installationStore, log });
}

/** Ends what belongs to a workspace that the bot was removed from. */
export function uninstalledListener(
  { config, log, store, directory, createClient, housekeeping }: Parts,
  background: Background,
) {
  const { installations, forget } = directory;
  return uninstalled({
    installations,
    erasures: store.erasures,
    workspaces: store.workspaces,
    ownToken: config.slack.botToken,
    createClient,
    forget,
    erase: housekeeping.erase,
    background,
    log,
  });
}
