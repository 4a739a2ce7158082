/** What `npm run doctor` says. It is read by whoever runs the bot, in a terminal. */
export const doctorTexts = {
  ok: "ok",
  mend: "mend",
  allWell: "All is well: Coursewright can start.",
  toMend: (count: number) => `${count} ${count === 1 ? "thing" : "things"} to mend.`,
  settingsFirst: "The rest is looked at once the settings are right. Every setting is explained in .env.example.",
  node: {
    about: "Node",
    right: (version: string) => version,
    old: (version: string, wanted: number) =>
      `this is ${version}: install Node ${wanted} or newer, or start through npm, which brings its own`,
  },
  settings: { about: "Settings", right: "complete" },
  dataDirectory: {
    about: "Data directory",
    right: (path: string) => `${path} can be written to; everything is kept there`,
    inUse: (path: string) => `${path} is in use by a Coursewright that is running now`,
    closed: (path: string) =>
      `${path} cannot be written to: give this user the right to, or set DATA_DIR to another folder`,
  },
  reading: {
    about: "Documents",
    right: "files are read in a process of their own",
    broken:
      "the process that reads files does not start: run `npm ci` in the program's folder. Its node_modules must be a folder there, not a link to another place",
  },
  database: {
    about: "PostgreSQL",
    right: (version: string) => `version ${version}`,
    old: (version: string, wanted: number) => `version ${version}: Coursewright needs ${wanted} or newer`,
    unreachable: (host: string, reason: string) =>
      `${host} does not let us in (${reason}): check DATABASE_URL, and that the server runs`,
    tables: "Tables",
    upToDate: (count: number) => `all ${count} migrations are applied`,
    toApply: (missing: number, count: number) => `${missing} of ${count} migrations are applied at the next start`,
    foreign: (name: string) =>
      `the database has the migration ${name}, which this version lacks: start the version of Coursewright that made it, or a newer one`,
    mayNotCreate: "this user may not make a schema here: grant it CREATE on the database",
    vectors: "pgvector",
    hasVectors: "there",
    noVectors: "not there: documents are searched by words alone",
    vectorsNeeded:
      "not there, but OPENAI_EMBEDDING_MODEL asks for it: install the extension, or leave that setting out and search by words alone",
  },
  redis: {
    about: "Redis",
    right: (version: string) => `version ${version}`,
    old: (version: string, wanted: string) => `version ${version}: Coursewright needs ${wanted} or newer`,
    unreachable: (host: string, reason: string) =>
      `${host} does not answer (${reason}): check REDIS_URL, and that the server runs`,
    policy: "Redis memory",
    evicts: (policy: string) =>
      `maxmemory-policy is ${policy}, so Redis may throw away work that waits: set it to noeviction`,
    keeps: "noeviction",
  },
  model: {
    about: "Model",
    none: "none: courses are drafted offline from the documents (OPENAI_API_KEY adds one)",
    right: (model: string, endpoint: string, format: string) => `${model} answers (${endpoint}, ${format})`,
    responses: "Responses API",
    chat: "Chat Completions",
    strict: "holds answers to a schema",
    loose: "does not hold answers to a schema, so more drafts are asked for twice",
    nonsense: (model: string) =>
      `${model} answers, but not with the JSON that it was asked for: choose a model that can, in OPENAI_MODEL`,
    key: (model: string) =>
      `the service refuses: check OPENAI_API_KEY, and that OPENAI_MODEL (${model}) names a model that this key may use`,
    quota: "the budget at the service is used up: raise it, or use another key",
    busy: "the service is busy or limits this key: try again in a minute",
    down: (host: string) =>
      `${host} cannot be reached or fails: check OPENAI_BASE_URL, and the way there (proxy, firewall)`,
    embeddings: "Embeddings",
    embeddingsRight: (model: string, dimensions: number) => `${model} answers with ${dimensions} dimensions`,
    embeddingsWrong: (model: string, reason: string) =>
      `${model} does not answer (${reason}): check OPENAI_EMBEDDING_MODEL, or leave it out and search by words alone`,
  },
  slack: {
    about: "Slack",
    right: (team: string, bot: string) => `${bot} is in ${team}`,
    unreachable: (host: string, reason: string) =>
      `${host} does not answer (${reason}): check SLACK_API_URL, and the way there (proxy, firewall)`,
    token: (error: string) =>
      `Slack refuses SLACK_BOT_TOKEN (${error}): copy it anew from OAuth & Permissions, and install the app to the workspace`,
    noToken: "no bot token: workspaces install the bot through its own page",
    scopes: "Scopes",
    scopesRight: (count: number) => `all ${count} that the manifest asks for`,
    scopesMissing: (scopes: string) =>
      `${scopes} missing: add them under OAuth & Permissions (or paste the manifest anew), and install the app again`,
    scopesUnknown: "Slack did not say which the token has",
    clock: "Clock",
    clockRight: (seconds: number) => `${seconds} s from Slack's`,
    clockWrong: (seconds: number) =>
      `${seconds} s from Slack's: beyond 300 s Slack's requests are refused as too old. Set this machine's clock (NTP)`,
    clockUnknown: "Slack did not say what time it is",
    socket: "Socket Mode",
    socketRight: "Slack opens a connection",
    socketToken: (error: string) =>
      `Slack refuses SLACK_APP_TOKEN (${error}): make an app-level token with connections:write under Basic Information`,
    socketOff: "it is switched off for this app: switch it on under Socket Mode, or leave SLACK_APP_TOKEN out",
    http: "HTTP",
    httpRight: (port: number) =>
      `Slack's requests are expected at POST /slack/events on port ${port}. Whether the signing secret is right shows with the first of them`,
    install: "Installing",
    installRight: (url: string) => `workspaces install the bot at ${url}`,
    installWrong: (error: string) =>
      `Slack refuses SLACK_CLIENT_ID or SLACK_CLIENT_SECRET (${error}): copy both from Basic Information`,
  },
} as const;
