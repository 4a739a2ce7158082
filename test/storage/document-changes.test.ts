import { describe, expect, it } from "vitest";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { NewDocument } from "../../src/storage/documents-port.ts";
import type { Lane } from "../../src/storage/store.ts";
import { acceptCourse, course, hold } from "../fixtures/courses.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { useDatabase } from "../fixtures/suites.ts";

function newDocument(workspaceId: string, title = "Handbook"): NewDocument {
  const source = { kind: "text", text: title } as const;
  return { workspaceId, title, kind: "markdown", bytes: 4, contentHash: null, addedBy: "U1", source };
}

describe.each(databaseKinds)("documents that change on %s", (kind) => {
  let store: FullStore;
  useDatabase(kind, (opened) => {
    ({ store } = opened);
  });

  const add = async (workspaceId: string, key: string) =>
    (await store.documents.accept(newDocument(workspaceId, key), key)).document;
  const laneOf = (workspaceId: string, id: string): Lane => ({ workspaceId, kind: "document", id });
  const replacing = (workspaceId: string, documentId: string, seenVersion: number) => ({
    workspaceId,
    documentId,
    seenVersion,
    authorId: "U2",
    kind: "pdf" as const,
    bytes: 99,
    source: { kind: "slack-file", fileId: "F2" } as const,
  });

  it("replaces under the same number, once for its key, with a request to be read", async () => {
    const document = await add("T-replace", "one");
    const first = await store.documents.replace(replacing("T-replace", document.id, 1), "view-1");
    const again = await store.documents.replace(replacing("T-replace", document.id, 1), "view-1");
    expect(first).toMatchObject({ kind: "accepted", document: { number: 1, version: 2, state: "queued", bytes: 99 } });
    expect(again).toEqual(first);
    expect(await store.documents.source("T-replace", document.id)).toEqual({ kind: "slack-file", fileId: "F2" });
    expect(await store.requests.latest(laneOf("T-replace", document.id))).toMatchObject({
      kind: "ingest",
      authorId: "U2",
    });
  });

  it("does not replace what somebody else has replaced, or deleted, meanwhile", async () => {
    const document = await add("T-two", "one");
    const both = await Promise.all(
      ["a", "b"].map((key) => store.documents.replace(replacing("T-two", document.id, 1), key)),
    );
    expect(both.map((replaced) => replaced.kind).sort()).toEqual(["accepted", "changed"]);
    expect(await store.documents.find("T-two", document.id)).toMatchObject({ version: 2 });
    await store.documents.delete("T-two", document.id);
    expect(await store.documents.replace(replacing("T-two", document.id, 2), "c")).toEqual({ kind: "gone" });
  });

  it("finds the same bytes twice, and only the second is told", async () => {
    const [one, two] = [await add("T-twin", "one"), await add("T-twin", "two")];
    const [first, second] = [await hold(store, laneOf("T-twin", one.id)), await hold(store, laneOf("T-twin", two.id))];
    expect(await store.documents.claimContent(first, "hash")).toBeNull();
    expect(await store.documents.claimContent(first, "hash")).toBeNull();
    expect(await store.documents.claimContent(second, "hash")).toMatchObject({ id: one.id, number: 1 });
    const other = await add("T-twin-other", "one");
    expect(await store.documents.claimContent(await hold(store, laneOf("T-twin-other", other.id)), "hash")).toBeNull();
    await store.leases.release(second);
    await expect(store.documents.claimContent(second, "hash")).rejects.toMatchObject({ code: "lease_lost" });
  });

  it("reads again once for a click, and gives a page that was read before a new version", async () => {
    const document = await add("T-again", "one");
    const asked = { workspaceId: "T-again", documentId: document.id, authorId: "U1", allowDuplicate: true };
    await store.documents.reindex(asked, "click");
    await store.documents.reindex(asked, "click");
    expect(await store.requests.latest(laneOf("T-again", document.id))).toMatchObject({
      payload: { allowDuplicate: true },
    });
    expect(await store.documents.find("T-again", document.id)).toMatchObject({ version: 1, state: "queued" });
    const link = { ...newDocument("T-again", "page"), kind: "link" as const };
    const page = (await store.documents.accept(link, "page")).document;
    const lease = await hold(store, laneOf("T-again", page.id));
    await store.documents.setState(lease, "ready", { passageCount: 3 });
    expect(await store.documents.reindex({ ...asked, documentId: page.id }, "page-click")).toMatchObject({
      version: 2,
    });
    expect(await store.documents.reindex({ ...asked, documentId: "document_none" }, "none")).toBeNull();
  });

  it("says which courses cite a document, by their latest version, within the workspace", async () => {
    const document = await add("T-use", "one");
    const place = { heading_path: ["Mail"], page: 3, slide: null, sheet: null };
    const citing = (passages: { id: string; place: typeof place }[]) => ({
      ...course,
      references: [{ document_id: document.id, number: 1, title: "one", document_version: 1, passages, named: true }],
    });
    const passage = { id: `${document.id}.1.0`, place };
    for (const workspaceId of ["T-use", "T-use-other"]) {
      for (const [key, versions] of [
        ["cites", [citing([passage])]],
        ["named", [citing([])]],
        ["no-more", [citing([passage]), citing([])]],
      ] as const) {
        const { lane, requestId } = await acceptCourse(store, workspaceId, key);
        const lease = await hold(store, lane);
        for (const [base, each] of versions.entries()) {
          await store.courses.saveVersion(lease, { base, course: each, cause: "write", authorId: "U1", requestId });
        }
      }
    }
    const { total, courses } = await store.documents.citedBy("T-use", document.id, 10);
    expect(total).toBe(1);
    expect(courses).toMatchObject([{ title: "Security for everyone", version: 1, documentVersion: 1 }]);
  });

  it("counts and finds by number as people write it", async () => {
    for (const key of ["alpha", "beta", "gamma"]) await add("T-count", key);
    expect(await store.documents.count("T-count", {})).toBe(3);
    expect(await store.documents.count("T-count", { search: "A" })).toBe(3);
    expect(await store.documents.count("T-count", { search: "@2" })).toBe(1);
    expect((await store.documents.list("T-count", { search: "@2", limit: 5 })).map(({ title }) => title)).toEqual([
      "beta",
    ]);
  });

  it("keeps settings against whoever did not see the latest", async () => {
    const { workspaces } = store;
    expect(await workspaces.settings("T-set")).toMatchObject({ adminIds: [], documentsWithGuests: false, revision: 0 });
    const change = (revision: number, adminIds: string[]) => workspaces.changeSettings("T-set", revision, { adminIds });
    expect(await Promise.all([change(0, ["U1"]), change(0, ["U2"])])).toEqual(expect.arrayContaining([true, false]));
    const { revision, adminIds } = await workspaces.settings("T-set");
    expect(revision).toBe(1);
    expect(await change(0, [])).toBe(false);
    expect((await workspaces.settings("T-set")).adminIds).toEqual(adminIds);
  });

  it("remembers who has Home open, and keeps a stash once", async () => {
    await store.homes.opened("T-home", "U1");
    await store.homes.saveState("T-home", "U2", { documents: { search: "x" } });
    await store.homes.saveHash("T-home", "U2", "hash");
    expect(await store.homes.recent("T-home", { minutes: 5, limit: 10 })).toEqual(["U2", "U1"]);
    expect(await store.homes.recent("T-home", { minutes: 5, limit: 1 })).toEqual(["U2"]);
    expect(await store.homes.recent("T-home-other", { minutes: 5, limit: 10 })).toEqual([]);
    expect(await store.homes.find("T-home", "U2")).toMatchObject({
      state: { documents: { search: "x" } },
      hash: "hash",
    });
    expect([await store.homes.greet("T-home", "U3"), await store.homes.greet("T-home", "U3")]).toEqual([true, false]);
    expect(await store.homes.recent("T-home", { minutes: 5, limit: 10 })).not.toContain("U3");
    expect(await store.stashes.keep("T-home", "s", { a: 1 })).toBe(true);
    expect(await store.stashes.keep("T-home", "s", { a: 2 })).toBe(false);
    expect(await store.stashes.find("T-home", "s")).toEqual({ a: 1 });
    expect(await store.stashes.find("T-home-other", "s")).toBeNull();
  });
});
