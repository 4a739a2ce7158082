/** Installed for a whole organisation (Enterprise Grid): one token, events and clicks that name no workspace of their own. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, startBench } from "../fixtures/bot-process.ts";
import { installIn, oauthClient, oauthEnvironment, oauthManifest } from "../fixtures/installations.ts";
import { addDocument, allText, botReplies, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { type SlackFront, type SlackObject, startSlackFront } from "../fixtures/slack-front.ts";

const enterprise = { id: "E0ACME", name: "Acme" };
/** People of an organisation have a workspace that they came from, and others besides. */
const elsewhere = "T0ELSEWHERE";

let bench: Bench;
let front: SlackFront;
const forms = new Set<string>();

function delivered(body: SlackObject): SlackObject {
  if (body.type === "event_callback") {
    forms.add("event");
    const authorizations = [{ enterprise_id: enterprise.id, team_id: null, is_bot: true, is_enterprise_install: true }];
    return { ...body, enterprise_id: enterprise.id, context_enterprise_id: enterprise.id, authorizations };
  }
  if ("command" in body) {
    forms.add("command");
    return {
      ...body,
      enterprise_id: enterprise.id,
      enterprise_name: enterprise.name,
      is_enterprise_install: "true",
    };
  }
  forms.add(String(body.type));
  return { ...body, team: null, enterprise, is_enterprise_install: true };
}

function answered(method: string, body: SlackObject): SlackObject {
  if (method === "oauth.v2.access") return { ...body, team: null, enterprise, is_enterprise_install: true };
  if (method !== "users.info") return body;
  const teams = [elsewhere, bench.sandbox.driver.workspace.id];
  const enterprise_user = { enterprise_id: enterprise.id, teams };
  return { ...body, user: { ...Object(body.user), team_id: elsewhere, enterprise_user } };
}

beforeAll(async () => {
  front = await startSlackFront({ bench: () => bench, delivered, answered });
  bench = await startBench({
    started: false,
    environment: { ...oauthEnvironment(), SLACK_API_URL: front.apiUrl },
    sandbox: {
      deliverTo: front.deliverTo,
      oauth: oauthClient,
      manifest: await oauthManifest(),
      workspaces: [{ name: "Acme Learning", installed: false }],
    },
  });
  await bench.bot.start();
  const { status, page } = await installIn({
    bot: `http://127.0.0.1:${bench.bot.port}`,
    sandbox: bench.sandbox,
    teamId: bench.sandbox.driver.workspace.id,
  });
  expect(page).toContain("installed");
  expect(status).toBe(200);
}, 120_000);
afterAll(async () => {
  await bench?.close();
  await front?.close();
});

test("a command and a mention become courses, and a reply changes one", async () => {
  const { driver } = bench.sandbox;
  await driver.command({ user: "grace", channel: "learning", command: "/course", text: "Giving feedback, one hour" });
  const root = await rootOf(driver, "learning");
  await finishedCourse(driver, root);
  const mention = `@${driver.workspace.bot.realName} Code review, one hour`;
  const message = driver.post({ user: "grace", channel: "general", text: mention });
  await finishedCourse(driver, message);
  driver.post({ user: "grace", channel: "learning", text: "What does the second module cover?", threadTs: root.ts });
  await driver.waitFor(() => botReplies(driver, root).length > 3, { what: "the answer", timeoutMs: 60_000 });
  expect([...forms]).toEqual(expect.arrayContaining(["command", "event"]));
}, 240_000);

test("Home, its buttons and its forms work where no workspace is named, for a person of several workspaces", async () => {
  const { driver } = bench.sandbox;
  // A Home that was drawn before Slack had said who she is has no such button: she opens it again.
  const seesButton = () => JSON.stringify(driver.home("ada")?.blocks ?? "").includes("home:add-document");
  for (let look = 0; look < 10 && !seesButton(); look += 1) {
    driver.openHome("ada");
    await driver.waitFor(seesButton, { what: "the admin's button" }).catch(() => false);
  }
  await addDocument(driver, "Complaints handbook", "# Complaints\n\nAnswer every complaint within two days.");
  expect(allText(driver.home("ada")?.blocks)).toContain("Complaints handbook");
  expect([...forms]).toEqual(expect.arrayContaining(["block_actions", "view_submission"]));
}, 120_000);

test("a message is made into a course from its menu", async () => {
  const { driver } = bench.sandbox;
  const message = driver.post({ user: "grace", channel: "general", text: "We should teach how to label parcels." });
  await driver.shortcut({ user: "grace", callbackId: "make_course_from_message", message });
  const modal = await driver.waitFor(() => driver.modals("grace").find(({ submit }) => submit), {
    what: "the form",
    timeoutMs: 60_000,
  });
  expect(JSON.stringify(modal.blocks)).toContain("label parcels");
});
