/** What stands in Slack: one root, one card a slot, one closing message, all in the course's thread, as last stored. */
import { renderClosing } from "../../../src/slack/render/closing.ts";
import { renderCourse, renderSurplus } from "../../../src/slack/render/course.ts";
import type { RenderedMessage } from "../../../src/slack/render/message.ts";
import type { CourseEvidence, Evidence, SlackMessage } from "../evidence.ts";
import { differenceOf } from "./compare.ts";
import type { Finding } from "./finding.ts";
import { leftBehind } from "./left-behind.ts";

/** Checks every message of the bot. */
export function auditMessages(evidence: Evidence): Finding[] {
  const { messages, courses, statuses } = evidence;
  const ours = messages.filter(({ fromBot, isEphemeral }) => fromBot && !isEphemeral);
  const known = new Map(courses.map((course) => [course.record.id, course]));
  const findings: Finding[] = statuses.map((status) => ({
    rule: "status left behind",
    about: status,
    detail: "a working status shows",
  }));
  for (const message of ours) {
    if (message.mark !== null && known.has(message.mark.course)) continue;
    findings.push({
      rule: "stray message",
      about: `${message.channel}/${message.ts}`,
      detail: message.mark === null ? "it belongs to no course" : `there is no course ${message.mark.course}`,
    });
  }
  for (const { botReactions, channel, ts } of messages) {
    if (botReactions.includes("eyes")) {
      findings.push({
        rule: "status left behind",
        about: `${channel}/${ts}`,
        detail: "the bot's eyes are still on it",
      });
    }
  }
  for (const course of courses) {
    const own = ours.filter(
      ({ mark, workspaceId }) => mark?.course === course.record.id && workspaceId === course.record.workspaceId,
    );
    findings.push(...auditCourse(course, own));
  }
  return findings;
}

function auditCourse(course: CourseEvidence, own: readonly SlackMessage[]): Finding[] {
  const { record, view, slots } = course;
  const findings: Finding[] = [];
  const found = (rule: string, detail: string) => findings.push({ rule, about: record.id, detail });
  const bySlot = Map.groupBy(own, ({ mark }) => mark?.slot ?? "");
  for (const [slot, list] of bySlot) {
    if (list.length > 1) found("doubled", `${slot} stands ${list.length} times`);
    for (const message of list) {
      const inThread = message.ts === record.threadTs || message.threadTs === record.threadTs;
      if (message.channel !== record.channelId || !inThread) found("outside its thread", `${slot} at ${message.ts}`);
      for (const what of leftBehind(record, message)) found("left behind", `${slot}: ${what}`);
    }
  }
  for (const { slot, ts, wantedHash, shownHash } of slots) {
    if (ts === null) continue;
    if (bySlot.get(slot)?.some((message) => message.ts === ts) !== true) found("gone", `${slot} was posted as ${ts}`);
    if (wantedHash !== shownHash) found("not confirmed", `${slot}: wanted and shown differ`);
  }
  if (record.failure?.code === "not_in_channel") return findings;
  const closing = renderClosing(view);
  const links = linksOf(own);
  const wanted: RenderedMessage[] = [...renderCourse(view, { links })];
  // What was told when the first version was ready is not told anew with each revision.
  const isTold = closing !== null && (closing.kind !== "cancelled" || bySlot.has("closing"));
  if (isTold && record.version > 1 && !bySlot.has("closing")) found("not the last state", "closing: it is missing");
  else if (isTold && record.version <= 1) wanted.push(closing.message);
  for (const message of wanted) {
    const [shown] = bySlot.get(message.slot) ?? [];
    const difference = shown === undefined ? "it is missing" : differenceOf(message, shown);
    if (difference !== null) found("not the last state", `${message.slot}: ${difference}`);
  }
  if (!bySlot.has("root")) found("not the last state", "root: it is missing");
  for (const [slot, [shown]] of bySlot) {
    if (!slot.startsWith("card:") || wanted.some((message) => message.slot === slot) || shown === undefined) continue;
    const difference = differenceOf(renderSurplus(slot), shown);
    if (difference !== null) found("not the last state", `${slot}: the course no longer needs it: ${difference}`);
  }
  return findings;
}

/** Where later messages of a card stand that came after the closing one; the comparison leaves the addresses out. */
function linksOf(own: readonly SlackMessage[]): Map<string, string> {
  const closing = own.find(({ mark }) => mark?.slot === "closing");
  if (closing === undefined) return new Map();
  const late = own.filter(({ mark, ts }) => mark?.slot.startsWith("card:") && Number(ts) > Number(closing.ts));
  return new Map(late.map(({ mark }) => [mark?.slot ?? "", "http://somewhere/"]));
}
