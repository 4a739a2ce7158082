/** Undo, restore, and replies that meet. */
import { describe, expect, it } from "vitest";
import type { Course } from "../../src/course/schema.ts";
import type { Database } from "../../src/storage/database.ts";
import { evalCourse } from "../eval/course.ts";
import { type Ready, readyCourse, revised, type Tools, useRevising } from "../fixtures/revising.ts";

let database: Database;
let ready: Ready;
let tools: Tools;
useRevising((given) => {
  ({ database, ready, tools } = given);
});

const ids = ({ modules }: Course) => modules.map(({ id }) => id);

describe("undo", () => {
  it("goes back step by step to the first draft", async () => {
    for (const text of ["make it two hours", "drop the project", "rename module 1 to Welcome"])
      await tools.say(ready, text);
    const stages: Course[] = [];
    for (let version = 1; version <= 4; version += 1) {
      const found = await ready.store.courses.version(ready.lease.lane.workspaceId, ready.lease.lane.id, version);
      if (found !== null) stages.push(found.course);
    }
    expect(revised(await tools.say(ready, "undo"))).toMatchObject({ action: "undo", of: 4, after: 5 });
    expect(await ready.latest()).toEqual(stages[2]);
    expect(revised(await tools.say(ready, "undo"))).toMatchObject({ of: 3 });
    expect(revised(await tools.say(ready, "please undo that"))).toMatchObject({ of: 2 });
    expect(JSON.stringify(await ready.latest())).toBe(JSON.stringify(evalCourse));
    expect(await tools.say(ready, "undo")).toMatchObject({
      kind: "explained",
      obstacles: [{ code: "nothing_to_undo" }],
    });
  });

  it("takes back one older change and leaves the later ones", async () => {
    await tools.say(ready, "drop module 2");
    await tools.say(ready, "rename the desk check to Walk around");
    expect(revised(await tools.say(ready, { action: "undo", of: 2 }))).toMatchObject({ action: "undo", of: 2 });
    const course = await ready.latest();
    expect(course.modules).toEqual(evalCourse.modules);
    expect(course.references).toEqual(evalCourse.references);
    expect(course.assessments[1]?.title).toBe("Walk around");
    expect(await tools.say(ready, { action: "undo", of: 2 })).toMatchObject({
      obstacles: [{ code: "already_undone" }],
    });
    // The undo is a change like others: taken back in its turn, the module is gone again.
    expect(revised(await tools.say(ready, { action: "undo", of: 4 }))).toMatchObject({
      of: 4,
      broughtBack: 2,
    });
    expect(ids(await ready.latest())).toEqual(["m1", "m4", "m3"]);
  });

  it("says why it cannot", async () => {
    await tools.say(ready, "rename module 1 to Welcome");
    await tools.say(ready, "rename module 1 to Hello");
    expect(await tools.say(ready, { action: "undo", of: 2 })).toMatchObject({
      kind: "explained",
      obstacles: [
        { code: "undo_conflict", conflicts: [{ reason: "changed_since", id: "m1", title: "Hello", field: "title" }] },
      ],
    });
  });

  it("restores a version as a new one", async () => {
    await tools.say(ready, "drop the project");
    await tools.say(ready, "make it advanced");
    expect(revised(await tools.say(ready, { action: "restore", version: 1 }))).toMatchObject({
      action: "restore",
      of: 1,
      after: 4,
    });
    expect(await ready.latest()).toEqual(evalCourse);
    expect(revised(await tools.say(ready, "undo"))).toMatchObject({ of: 4 });
    expect((await ready.latest()).overview.difficulty_level).toBe("Advanced");
    expect(await tools.say(ready, { action: "restore", version: 9 })).toMatchObject({
      obstacles: [{ code: "version_unknown" }],
    });
  });
});

describe("two people and two tries", () => {
  it("reads a number in the version that its author saw", async () => {
    await tools.say(ready, { action: "reply", text: "drop module 1", seen: 1 }, "U2");
    await tools.say(ready, { action: "reply", text: "rename module 2 to Passphrases", seen: 1 }, "U3");
    const course = await ready.latest();
    expect(course.modules.map(({ id, title }) => `${id} ${title}`)[0]).toBe("m2 Passphrases");
  });

  it("lets the replies of one person build on each other", async () => {
    await tools.say(ready, { action: "reply", text: "drop module 1", seen: 1 }, "U2");
    await tools.say(ready, { action: "reply", text: "rename module 2 to Mails", seen: 1 }, "U2");
    expect((await ready.latest()).modules[1]).toMatchObject({ id: "m4", title: "Mails" });
  });

  it("tells what somebody else has removed meanwhile", async () => {
    await tools.say(ready, { action: "reply", text: "drop module 2", seen: 1 }, "U2");
    const late = await tools.say(ready, { action: "reply", text: "make module 2 longer", seen: 1 }, "U3");
    expect(late).toMatchObject({ obstacles: [{ code: "target_gone", title: "Strong passwords" }] });
  });

  it("tells the same outcome again after a crash, and saves nothing twice", async () => {
    const request = await ready.ask({ action: "reply", text: "drop the project and use @9" });
    const task = { course: await ready.course(), lease: ready.lease, signal: new AbortController().signal };
    const first = await tools.revise({ ...task, request });
    const again = await ready.store.requests.find(request.workspaceId, request.id);
    if (again === null) throw new Error("gone");
    await tools.say(ready, "make it advanced");
    expect(await tools.revise({ ...task, request: again })).toEqual(first);
    expect((await ready.course()).version).toBe(3);
  });

  it("explains where there is no version yet", async () => {
    const empty = await readyCourse(database);
    const request = await empty.ask({ action: "undo", of: 7 });
    const outcome = await tools.revise({
      course: await empty.course(),
      request,
      lease: empty.lease,
      signal: new AbortController().signal,
    });
    expect(outcome).toMatchObject({ obstacles: [{ code: "version_unknown", number: 7 }] });
  });
});
