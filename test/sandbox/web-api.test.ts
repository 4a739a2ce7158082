import { expect, test } from "vitest";
import { botToken, clientOf, manifest, refusal, startSandbox } from "./bot.ts";

test("tokens are checked", async () => {
  await using running = await startSandbox();
  const { sandbox, driver, client } = running;
  const me = await client.auth.test();
  expect(me).toMatchObject({ ok: true, user_id: driver.workspace.bot.id, team_id: driver.workspace.id });
  expect(await refusal(clientOf(sandbox, "xoxb-wrong").auth.test())).toMatchObject({ error: "invalid_auth" });
  expect(await refusal(clientOf(sandbox, "").auth.test())).toMatchObject({ error: "not_authed" });
  expect(await refusal(client.apiCall("chat.sing"))).toMatchObject({ error: "unknown_method" });
  driver.uninstall();
  expect(await refusal(client.auth.test())).toMatchObject({ error: "account_inactive" });
});

test("a call without its scope says what is needed and what there is", async () => {
  await using running = await startSandbox({
    manifest: manifest({ scopes: ["commands", "app_mentions:read"], events: [] }),
  });
  const { client, driver, sandbox } = running;
  const channel = driver.channel("general").id;
  const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${botToken}`, "content-type": "application/json" },
    body: JSON.stringify({ channel, text: "hi" }),
  });
  expect(await response.json()).toEqual({
    ok: false,
    error: "missing_scope",
    needed: "chat:write",
    provided: "commands,app_mentions:read",
  });
  const missing = { error: "missing_scope" };
  expect(await refusal(client.conversations.info({ channel }))).toMatchObject(missing);
  expect(await refusal(client.conversations.history({ channel }))).toMatchObject(missing);
  expect(await refusal(client.users.info({ user: driver.user("ada").id }))).toMatchObject(missing);
  expect(await refusal(client.reactions.add({ channel, timestamp: "1.2", name: "eyes" }))).toMatchObject(missing);
  expect(await refusal(client.files.info({ file: "F1" }))).toMatchObject(missing);
  expect(await refusal(client.conversations.list({ types: "private_channel" }))).toMatchObject(missing);
});

test("the bot posts where it is a member, and only there", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  driver.addChannel({ name: "secret", private: true, members: ["ada"] });
  const post = (channel: string) => refusal(client.chat.postMessage({ channel, text: "hi" }));
  expect(await post(driver.channel("general").id)).toBeNull();
  expect(await post("#general")).toBeNull();
  expect(await post(driver.user("grace").id)).toBeNull();
  expect(driver.messages("dm", "grace").map(({ text }) => text)).toEqual(["hi"]);
  expect(await post(driver.channel("random").id)).toMatchObject({ error: "not_in_channel" });
  expect(await post(driver.channel("secret").id)).toMatchObject({ error: "channel_not_found" });
  expect(await post("C0NOWHERE")).toMatchObject({ error: "channel_not_found" });
  await client.conversations.join({ channel: driver.channel("random").id });
  expect(await post(driver.channel("random").id)).toBeNull();
});

test("texts have limits, threads have roots, and every ts is its own", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const channel = driver.channel("general").id;
  const posted = await Promise.all(
    Array.from({ length: 20 }, () => client.chat.postMessage({ channel, text: "same time" })),
  );
  expect(new Set(posted.map(({ ts }) => ts)).size).toBe(20);
  const [first] = posted;
  const ts = first?.ts ?? "";
  expect(await refusal(client.chat.postMessage({ channel, text: "" }))).toMatchObject({ error: "no_text" });
  expect(await refusal(client.chat.postMessage({ channel, text: "x".repeat(40_001) }))).toMatchObject({
    error: "msg_too_long",
  });
  expect(await refusal(client.chat.update({ channel, ts, text: "x".repeat(4_001) }))).toMatchObject({
    error: "msg_too_long",
  });
  expect(await refusal(client.chat.postMessage({ channel, text: "hi", thread_ts: "1.000001" }))).toMatchObject({
    error: "thread_not_found",
  });
  const reply = await client.chat.postMessage({ channel, text: "reply", thread_ts: ts });
  // A reply to a reply lands in the same thread.
  await client.chat.postMessage({ channel, text: "deeper", thread_ts: reply.ts ?? "" });
  expect(driver.thread({ channel, ts }).map(({ text }) => text)).toEqual(["same time", "reply", "deeper"]);
  expect(driver.message({ channel, ts })).toMatchObject({ replyCount: 2, threadTs: ts });
});

test("the bot edits and deletes its own messages alone", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const channel = driver.channel("general").id;
  const theirs = driver.post({ user: "ada", channel, text: "mine" });
  expect(await refusal(client.chat.update({ channel, ts: theirs.ts, text: "yours" }))).toMatchObject({
    error: "cant_update_message",
  });
  expect(await refusal(client.chat.delete({ channel, ts: theirs.ts }))).toMatchObject({ error: "cant_delete_message" });
  expect(await refusal(client.chat.update({ channel, ts: "1.000001", text: "?" }))).toMatchObject({
    error: "message_not_found",
  });
  const blocks = [{ type: "divider" }];
  const own = await client.chat.postMessage({ channel, text: "own", blocks });
  const ts = own.ts ?? "";
  await client.chat.update({ channel, ts, text: "edited" });
  expect(driver.message({ channel, ts })).toMatchObject({ text: "edited", edited: true, edits: 1 });
  expect(driver.message({ channel, ts }).blocks).toHaveLength(1);
  await client.chat.update({ channel, ts, text: "bare", blocks: [] });
  expect(driver.message({ channel, ts }).blocks).toEqual([]);
  await client.chat.delete({ channel, ts });
  expect(await refusal(client.chat.delete({ channel, ts }))).toMatchObject({ error: "message_not_found" });
});

test("a deleted root with replies stays as an empty place", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const channel = driver.channel("general").id;
  const root = await client.chat.postMessage({ channel, text: "root" });
  await client.chat.postMessage({ channel, text: "reply", thread_ts: root.ts ?? "" });
  await client.chat.delete({ channel, ts: root.ts ?? "" });
  const { messages } = await client.conversations.replies({ channel, ts: root.ts ?? "" });
  expect(messages).toMatchObject([{ subtype: "tombstone", text: "This message was deleted." }, { text: "reply" }]);
});

test("history is newest first, without replies; threads are oldest first; both come in pages", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const channel = driver.channel("general").id;
  const roots = ["a", "b", "c"].map((text) => driver.post({ user: "ada", channel, text }));
  const root = roots[0];
  if (root === undefined) throw new Error("no root");
  for (const text of ["1", "2", "3"]) driver.post({ user: "grace", channel, text, threadTs: root.ts });
  const history = await client.conversations.history({ channel, limit: 2 });
  expect(history.messages?.map(({ text }) => text)).toEqual(["c", "b"]);
  expect(history.has_more).toBe(true);
  const older = await client.conversations.history({
    channel,
    limit: 2,
    cursor: history.response_metadata?.next_cursor ?? "",
  });
  expect(older.messages?.map(({ text, reply_count }) => ({ text, reply_count }))).toEqual([
    { text: "a", reply_count: 3 },
  ]);
  const since = await client.conversations.history({ channel, oldest: roots[1]?.ts ?? "", inclusive: true });
  expect(since.messages?.map(({ text }) => text)).toEqual(["c", "b"]);
  const replies = await client.conversations.replies({ channel, ts: root.ts });
  expect(replies.messages?.map(({ text }) => text)).toEqual(["a", "1", "2", "3"]);
  expect(await refusal(client.conversations.replies({ channel, ts: "1.000001" }))).toMatchObject({
    error: "thread_not_found",
  });
});

test("metadata comes back to those who ask", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const channel = driver.channel("general").id;
  const metadata = { event_type: "course", event_payload: { course: "c1", slot: 2 } };
  const { ts = "" } = await client.chat.postMessage({ channel, text: "card", metadata });
  const read = (include_all_metadata: boolean) => client.conversations.replies({ channel, ts, include_all_metadata });
  expect((await read(true)).messages?.[0]?.metadata).toEqual(metadata);
  expect((await read(false)).messages?.[0]?.metadata).toBeUndefined();
  await client.chat.update({ channel, ts, text: "card 2" });
  expect(driver.metadata({ channel, ts })).toEqual(metadata);
});

test("an ephemeral message is for one member's eyes; in a silent thread nobody sees it", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const channel = driver.channel("general").id;
  const user = driver.user("grace").id;
  await client.chat.postEphemeral({ channel, user, text: "psst" });
  expect(driver.messages(channel, "grace").map(({ text }) => text)).toEqual(["psst"]);
  expect(driver.messages(channel, "ada")).toEqual([]);
  const gil = driver.user("gil").id;
  expect(await refusal(client.chat.postEphemeral({ channel, user: gil, text: "psst" }))).toMatchObject({
    error: "user_not_in_channel",
  });
  const root = driver.post({ user: "grace", channel, text: "root" });
  const inThread = () => client.chat.postEphemeral({ channel, user, text: "in thread", thread_ts: root.ts });
  await inThread();
  expect(driver.thread(root, "grace")).toHaveLength(1);
  driver.post({ user: "ada", channel, text: "reply", threadTs: root.ts });
  await inThread();
  expect(driver.thread(root, "grace").map(({ text }) => text)).toEqual(["root", "reply", "in thread"]);
});

test("reactions are counted once a person", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const { channel, ts } = driver.post({ user: "ada", channel: "general", text: "nice" });
  const place = { channel, timestamp: ts, name: "eyes" };
  await client.reactions.add(place);
  expect(await refusal(client.reactions.add(place))).toMatchObject({ error: "already_reacted" });
  driver.react({ user: "grace", message: { channel, ts }, name: "eyes" });
  const got = await client.reactions.get({ channel, timestamp: ts });
  expect(got.message?.reactions?.[0]).toMatchObject({ name: "eyes", count: 2 });
  await client.reactions.remove(place);
  expect(await refusal(client.reactions.remove(place))).toMatchObject({ error: "no_reaction" });
});

test("people, channels and the team have Slack's shapes", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const info = await client.users.info({ user: driver.user("ada").id, include_locale: true });
  expect(info.user).toMatchObject({ is_admin: true, is_owner: true, is_restricted: false, locale: "en-US" });
  expect((await client.users.info({ user: driver.user("gil").id })).user).toMatchObject({
    is_restricted: true,
    is_admin: false,
  });
  expect(await refusal(client.users.info({ user: "U0NOBODY" }))).toMatchObject({ error: "user_not_found" });
  expect((await client.users.list({})).members).toHaveLength(5);
  expect((await client.team.info()).team).toMatchObject({ id: driver.workspace.id, name: "Acme Learning" });
  const listed = await client.conversations.list({ types: "public_channel,im", limit: 4 });
  expect(listed.channels).toHaveLength(4);
  expect(listed.response_metadata?.next_cursor).not.toBe("");
  const mine = await client.users.conversations({ types: "public_channel" });
  expect(mine.channels?.map(({ name }) => name)).toEqual(["general", "learning", "partners"]);
  const opened = await client.conversations.open({ users: driver.user("grace").id });
  expect(opened.channel?.id).toBe(driver.channel("dm", "grace").id);
  const members = await client.conversations.members({ channel: driver.channel("partners").id });
  expect(members.members).toContain(driver.user("gil").id);
});

test("a thread's status shows until the app posts there", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const { channel, ts } = driver.post({ user: "ada", channel: "general", text: "please" });
  const say = (status: string) =>
    client.apiCall("assistant.threads.setStatus", { channel_id: channel, thread_ts: ts, status });
  await say("is thinking…");
  expect(driver.statuses()).toEqual([{ channel, threadTs: ts, user: driver.workspace.bot.id, status: "is thinking…" }]);
  await client.chat.postMessage({ channel, thread_ts: ts, text: "done" });
  expect(driver.statuses()).toEqual([]);
});
