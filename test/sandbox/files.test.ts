import { expect, test } from "vitest";
import { botToken, manifest, refusal, startSandbox } from "./bot.ts";

test("the real client uploads a file into a thread, and it comes back byte for byte", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const root = driver.post({ user: "ada", channel: "general", text: "export please" });
  const bytes = Buffer.from([0, 1, 2, 250, 251, 252]);
  await client.filesUploadV2({
    channel_id: root.channel,
    thread_ts: root.ts,
    initial_comment: "Here it is",
    file: bytes,
    filename: "course.bin",
    title: "The course",
  });
  const [, message] = driver.thread(root);
  expect(message).toMatchObject({
    text: "Here it is",
    user: driver.workspace.bot.id,
    files: [{ name: "course.bin", title: "The course", size: 6 }],
  });
  const { file } = await client.files.info({ file: message?.files[0]?.id ?? "" });
  const download = (headers: Record<string, string>) =>
    fetch(file?.url_private_download ?? "", { headers, redirect: "manual" });
  const got = await download({ authorization: `Bearer ${botToken}` });
  expect(Buffer.from(await got.arrayBuffer())).toEqual(bytes);
  // Without the token Slack answers with its login page, not with an error.
  expect((await download({})).status).toBe(302);
  expect((await download({ authorization: "Bearer xoxb-other" })).status).toBe(302);
  await client.files.delete({ file: file?.id ?? "" });
  expect(await refusal(client.files.info({ file: file?.id ?? "" }))).toMatchObject({ error: "file_not_found" });
  expect(driver.message({ channel: root.channel, ts: message?.ts ?? "" }).files).toEqual([]);
});

test("an upload that was not finished, or has another length, is no file", async () => {
  await using running = await startSandbox();
  const { client } = running;
  const { upload_url = "", file_id = "" } = await client.files.getUploadURLExternal({ filename: "a.txt", length: 3 });
  const complete = () => refusal(client.files.completeUploadExternal({ files: [{ id: file_id, title: "A" }] }));
  expect(await complete()).toMatchObject({ error: "file_not_found" });
  expect((await fetch(upload_url, { method: "POST", body: "toolong" })).status).toBe(400);
  expect((await fetch(upload_url, { method: "POST", body: "abc" })).status).toBe(200);
  expect(await complete()).toBeNull();
});

test("the app sees files where it is a member, and needs files:read", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const share = (channel: string) => {
    const file = driver.upload({ user: "ada", name: "notes.md", bytes: "# Notes" });
    driver.post({ user: "ada", channel, text: "see", files: [file.id] });
    return file.id;
  };
  expect((await client.files.info({ file: share("general") })).file).toMatchObject({
    filetype: "md",
    mimetype: "text/markdown",
    mode: "hosted",
  });
  expect((await client.files.info({ file: share("dm") })).file).toMatchObject({ is_public: false });
  expect(await refusal(client.files.info({ file: share("random") }))).toMatchObject({ error: "file_not_found" });
  await using blind = await startSandbox({ manifest: manifest({ scopes: ["commands"], events: [] }) });
  expect(await refusal(blind.client.files.info({ file: "F1" }))).toMatchObject({ error: "missing_scope" });
});
