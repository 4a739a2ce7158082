import { createHash } from "node:crypto";

export type UserSeed = {
  id?: string;
  name: string;
  realName?: string;
  isAdmin?: boolean;
  isOwner?: boolean;
  isGuest?: boolean;
  homeTeam?: string;
  locale?: string;
};
export type ChannelSeed = {
  id?: string;
  name: string;
  private?: boolean;
  topic?: string;
  /** Names of the people in it; everybody but guests when left out. */
  members?: string[];
  /** Whether the bot is in it. */
  bot?: boolean;
  shared?: boolean;
};
/** A workspace before it exists. What is left out is Acme Learning's; ids are derived from names, the same at each start. */
export type WorkspaceSeed = {
  id?: string;
  name?: string;
  botToken?: string;
  /** False for a workspace that the app is not in yet: OAuth brings it there. */
  installed?: boolean;
  botUserId?: string;
  users?: UserSeed[];
  channels?: ChannelSeed[];
};

/** The people of Acme Learning, and below its channels: the bot is in all but one, and a guest is in one of them. */
export const acmeUsers: UserSeed[] = [
  { name: "ada", realName: "Ada Okafor", isAdmin: true, isOwner: true },
  { name: "grace", realName: "Grace Lindqvist" },
  { name: "mateo", realName: "Mateo Rivera" },
  { name: "gil", realName: "Gil Guest", isGuest: true },
];
export const acmeChannels: ChannelSeed[] = [
  { name: "general", topic: "Company-wide news and questions", bot: true },
  { name: "learning", topic: "Courses, onboarding, workshops", bot: true, members: ["ada", "grace", "mateo"] },
  { name: "partners", topic: "With agencies and freelancers", bot: true, members: ["ada", "grace", "gil"] },
  { name: "random", topic: "Everything else" },
];

/** An id that looks like Slack's and is the same for the same words. */
export function stableId(prefix: string, words: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const bytes = createHash("sha256").update(`${prefix}:${words}`).digest();
  return `${prefix}0${[...bytes.subarray(0, 9)].map((byte) => alphabet[byte % alphabet.length]).join("")}`;
}
