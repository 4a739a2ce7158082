/** Redis: whether it answers, how old it is, and whether it would throw work away. */
import { Redis } from "ioredis";
import { doctorTexts } from "../texts/doctor.ts";
import { type Finding, hostOf, mend, ok, reasonOf } from "./finding.ts";

const texts = doctorTexts.redis;
/** What BullMQ asks for. */
const oldestVersion = "6.2";
const patience = 10_000;

export async function checkRedis(url: string): Promise<Finding[]> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience,
    commandTimeout: patience,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableOfflineQueue: false,
  });
  let trouble: unknown;
  redis.on("error", (error) => {
    trouble ??= error;
  });
  try {
    await redis.connect();
    const facts = `${await redis.info("server")}\n${await redis.info("memory")}`;
    const fact = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(facts)?.[1] ?? "";
    const version = fact("redis_version");
    const policy = fact("maxmemory_policy");
    return [
      isOlder(version, oldestVersion)
        ? mend(texts.about, texts.old(version, oldestVersion))
        : ok(texts.about, texts.right(version)),
      policy === "noeviction" ? ok(texts.policy, texts.keeps) : mend(texts.policy, texts.evicts(policy)),
    ];
  } catch (error) {
    return [mend(texts.about, texts.unreachable(hostOf(url), reasonOf(trouble ?? error)))];
  } finally {
    redis.disconnect();
  }
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = than.split(".").map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
