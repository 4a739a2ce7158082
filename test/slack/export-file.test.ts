/** A file is handed out once, whatever Slack or the process does in between. */
import { expect, test } from "vitest";
import { course } from "../fixtures/courses.ts";
import { conversationParts, useStage, viewOf } from "./publish/plays.ts";

const stage = useStage();

test.each([
  ["nothing goes wrong", []],
  ["the answer to the last call is lost", [{ kind: "drop-after" } as const]],
  ["Slack fails before it", [{ kind: "http-error", status: 500 } as const]],
])("%s: one file stands in the thread, also after two more tries", async (_name, faults) => {
  await using play = await stage.play();
  const { lease, publishing } = await play.begin();
  const { threadTs } = await publishing.open(() => viewOf(play));
  publishing.stop();
  const version = { base: 0, course, cause: "write", authorId: play.requesterId, requestId: play.requestId };
  await stage.store.courses.saveVersion(lease, version);
  const { requestId } = await stage.store.requests.accept({
    workspaceId: play.workspaceId,
    key: `export-${play.lane.id}`,
    lane: play.lane,
    kind: "export",
    payload: { format: "markdown" },
    authorId: play.requesterId,
  });
  const request = await stage.store.requests.find(play.workspaceId, requestId);
  if (request === null) throw new Error("the request is gone");
  const { exporter } = conversationParts(stage, play);
  play.sandbox.faults.script("files.completeUploadExternal", faults);
  for (let times = 0; times < 3; times += 1) {
    const held = await play.hold(`worker-${times}`);
    await exporter.run({ request, lease: held, signal: new AbortController().signal });
  }
  const files = play.driver.thread({ channel: play.channelId, ts: threadTs }).flatMap((message) => message.files);
  expect(files.map(({ name }) => name)).toEqual(["security-for-everyone.md"]);
  expect(play.calls("files.getUploadURLExternal")).toBe(1);
});
