/** Replies that change the documents or go back and forth among versions, on a real store. */
import { describe, expect, it } from "vitest";
import type { ReviseOutcome } from "../../src/course/revision.ts";
import { renderWriter } from "../../src/slack/render/sources.ts";
import type { Database } from "../../src/storage/database.ts";
import { texts } from "../../src/texts.ts";
import { evalCourse } from "../eval/course.ts";
import { createTestRevising, type Ready, readyCourse, revised, type Tools, useRevising } from "../fixtures/revising.ts";
import { view } from "../slack/render/views.ts";

let database: Database;
let ready: Ready;
let tools: Tools;
useRevising((given) => {
  ({ database, ready, tools } = given);
});
const titleNow = async () => (await ready.latest()).overview.title;
const obstaclesOf = (outcome: ReviseOutcome) => ("obstacles" in outcome ? outcome.obstacles : []);

describe("documents", () => {
  it.each(["use @2 instead of @1", "use only @2", "remove @1", "ohne @1"])(
    "%s: says that texts stay",
    async (reply) => {
      const outcome = revised(await tools.say(ready, reply));
      expect(outcome.brief.documents_dropped.map(({ number }) => number)).toEqual([1]);
      expect(obstaclesOf(outcome)).toEqual([{ code: "unclear", wish: "@1 Security handbook", question: "texts_from" }]);
      expect((await ready.latest()).references.map(({ number }) => number)).toEqual([2]);
      expect((await ready.latest()).modules.map(({ description }) => description)).toEqual(
        evalCourse.modules.map(({ description }) => description),
      );
    },
  );

  it("says nothing of texts where nothing came from the document", async () => {
    expect(obstaclesOf(revised(await tools.say(ready, "remove @2")))).toEqual([]);
  });

  it("rests on no other document than those that were named, unless the reply names it", async () => {
    const [handbook] = evalCourse.references;
    if (handbook === undefined) throw new Error("no document");
    const named = await readyCourse(database, { ...evalCourse, references: [handbook] });
    const own = createTestRevising(named.store);
    const silent = revised(await own.say(named, "add a module on soup"));
    expect(silent.remarks).toContainEqual({ code: "no_source_found", subject: "soup" });
    expect((await named.latest()).references.map(({ number }) => number)).toEqual([1]);
    revised(await own.say(named, "add a module on soup on Mondays from @2"));
    const course = await named.latest();
    expect(course.modules.at(-1)?.citations).toEqual(["doc-2:1:0"]);
    expect(course.references.map(({ number }) => number)).toEqual([1, 2]);
  });

  it("the end of the card stays true when the last document is dropped", () => {
    const ofCard = (version: number) => renderWriter(view({ writer: "offline", version })).map(({ spoken }) => spoken);
    expect(ofCard(1)).toEqual([texts.card.offlineWithoutDocuments]);
    expect(ofCard(2)).toEqual([texts.card.offlineChanged]);
  });
});

describe("versions", () => {
  it.each(["redo", "redo that please", "hol das zurück"])("undo, then %s", async (redo) => {
    await tools.say(ready, "title: Second");
    await tools.say(ready, "title: Third");
    await tools.say(ready, "undo");
    await tools.say(ready, "undo");
    expect(await titleNow()).toBe(evalCourse.overview.title);
    await tools.say(ready, redo);
    expect(await titleNow()).toBe("Second");
    await tools.say(ready, redo);
    expect(await titleNow()).toBe("Third");
    expect(obstaclesOf(await tools.say(ready, redo))).toEqual([
      { code: "unclear", wish: redo, question: "nothing_to_redo" },
    ]);
  });

  it.each(["restore version 1", "go back to version 1 please", "Stelle Version 1 wieder her", "zurück zu Version 1"])(
    "%s",
    async (reply) => {
      await tools.say(ready, "title: Second");
      expect(revised(await tools.say(ready, reply))).toMatchObject({ action: "restore", of: 1 });
      expect(await titleNow()).toBe(evalCourse.overview.title);
    },
  );

  it("says that there is no such version", async () => {
    expect(obstaclesOf(await tools.say(ready, "restore version 12"))).toEqual([
      { code: "version_unknown", number: 12 },
    ]);
  });

  it.each(["never mind", "nevermind", "lgtm :ok_hand:", "LGTM 👌", "schon gut", "vergiss es"])(
    "%s is talk",
    async (reply) => {
      expect(await tools.say(ready, reply)).toEqual({ kind: "nothing" });
    },
  );
});
