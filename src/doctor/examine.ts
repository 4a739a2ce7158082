/** All checks, in the order in which things are set up. */
import { ConfigError, parseConfig } from "../config.ts";
import { doctorTexts } from "../texts/doctor.ts";
import { checkDatabase } from "./database.ts";
import { type Finding, mend, ok } from "./finding.ts";
import { checkDataDirectory, checkNode } from "./machine.ts";
import { checkEmbeddings, checkModel } from "./model.ts";
import { checkReading } from "./reading.ts";
import { checkRedis } from "./redis.ts";
import { checkSlack } from "./slack.ts";

type Circumstances = {
  environment: Readonly<Record<string, string | undefined>>;
  /** Such as "v24.1.0". */
  nodeVersion: string;
  /** Milliseconds since 1970. */
  now(): number;
};

/** Looks at everything that the settings name. Findings are told as they come; nothing is changed, no secret is in them. */
export async function* examine({ environment, nodeVersion, now }: Circumstances): AsyncGenerator<Finding> {
  yield checkNode(nodeVersion);
  const { about, right } = doctorTexts.settings;
  const config = readSettings(environment);
  if (Array.isArray(config)) {
    for (const problem of config) yield mend(about, problem);
    return;
  }
  yield ok(about, right);
  const { databaseUrl, dataDirectory, redisUrl, embeddings } = config;
  if (databaseUrl === null) yield await checkDataDirectory(dataDirectory);
  else yield* await checkDatabase(databaseUrl, { wantsVectors: embeddings !== null });
  if (redisUrl !== null) yield* await checkRedis(redisUrl);
  yield await checkReading();
  yield* await checkSlack(config, now);
  yield await checkModel(config.model);
  if (embeddings !== null) yield await checkEmbeddings(embeddings);
}

/** The settings, or what is wrong with them. */
function readSettings(environment: Circumstances["environment"]) {
  try {
    return parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
}
