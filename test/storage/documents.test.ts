import { describe, expect, it } from "vitest";
import type { FullStore } from "../../src/storage/create-store.ts";
import type { NewDocument } from "../../src/storage/documents-port.ts";
import { hold } from "../fixtures/courses.ts";
import { databaseKinds } from "../fixtures/databases.ts";
import { newDocument } from "../fixtures/documents.ts";
import { useDatabase } from "../fixtures/suites.ts";

const handbook = (workspaceId: string, change: Partial<NewDocument> = {}): NewDocument =>
  newDocument(workspaceId, {
    title: "Security Handbook",
    kind: "markdown",
    bytes: 12,
    contentHash: "hash",
    source: { kind: "text", text: "# Security" },
    ...change,
  });

describe.each(databaseKinds)("documents on %s", (kind) => {
  let store: FullStore;
  useDatabase(kind, (opened) => {
    ({ store } = opened);
  });

  it("stores a document once for its key, with the request to take it in", async () => {
    const accepted = await Promise.all(
      Array.from({ length: 5 }, () => store.documents.accept(handbook("T-doc"), "file-1")),
    );
    expect(accepted.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(accepted.map(({ document }) => document.id)).size).toBe(1);
    const [first] = accepted;
    if (first === undefined) throw new Error("five were accepted");
    const { document, requestId } = first;
    expect(document).toMatchObject({ number: 1, slug: "security-handbook", state: "queued", version: 1, bytes: 12 });
    expect(await store.documents.find("T-doc", document.id)).toEqual(document);
    expect(await store.documents.findByNumber("T-doc", 1)).toEqual(document);
    expect(await store.documents.source("T-doc", document.id)).toEqual({ kind: "text", text: "# Security" });
    expect(await store.requests.find("T-doc", requestId)).toMatchObject({
      kind: "ingest",
      lane: { workspaceId: "T-doc", kind: "document", id: document.id },
      state: "pending",
    });
    expect((await store.documents.accept(handbook("T-doc"), "file-2")).document.number).toBe(2);
  });

  it("never gives a number twice, also when many come at once and some are deleted", async () => {
    const accept = (key: string) => store.documents.accept(handbook("T-number"), key);
    const first = await Promise.all(["a", "b", "c", "d"].map(accept));
    expect(first.map(({ document }) => document.number).sort()).toEqual([1, 2, 3, 4]);
    for (const { document } of first) await store.documents.delete("T-number", document.id);
    expect(await store.documents.list("T-number", { limit: 10 })).toEqual([]);
    expect((await accept("e")).document.number).toBe(5);
  });

  it("deletes a document with its source and its waiting request, and still knows its key", async () => {
    const { document, requestId } = await store.documents.accept(handbook("T-delete"), "file");
    const lane = { workspaceId: "T-delete", kind: "document", id: document.id } as const;
    const lease = await hold(store, lane);
    await store.documents.delete("T-delete", document.id);
    expect(await store.documents.find("T-delete", document.id)).toBeNull();
    expect(await store.documents.source("T-delete", document.id)).toBeNull();
    expect(await store.requests.next(lease)).toBeNull();
    await expect(store.documents.setState(lease, "ready", {})).rejects.toMatchObject({ code: "document_unavailable" });
    const again = await store.documents.accept(handbook("T-delete"), "file");
    expect(again).toMatchObject({ isNew: false, requestId, document: { id: document.id, number: 1, state: "failed" } });
    expect(await store.documents.list("T-delete", { limit: 10 })).toEqual([]);
  });

  it("follows the state, keeps what is not mentioned, and is fenced", async () => {
    const { document } = await store.documents.accept(handbook("T-state"), "file");
    const lane = { workspaceId: "T-state", kind: "document", id: document.id } as const;
    const lease = await hold(store, lane);
    await store.documents.setState(lease, "indexing", { progress: { done: 1, total: 4 }, pageCount: 4, kind: "pdf" });
    expect(await store.documents.find("T-state", document.id)).toMatchObject({
      state: "indexing",
      progress: { done: 1, total: 4 },
      pageCount: 4,
      kind: "pdf",
    });
    await store.documents.setState(lease, "failed", { failure: { code: "document_empty", facts: { pages: 4 } } });
    expect(await store.documents.find("T-state", document.id)).toMatchObject({
      state: "failed",
      failure: { code: "document_empty", facts: { pages: 4 } },
      progress: null,
      pageCount: 4,
      kind: "pdf",
    });
    const remarks = [{ kind: "pages_without_text", count: 1, of: 4 } as const];
    expect(await store.documents.find("T-state", document.id)).toMatchObject({ remarks: [] });
    await store.documents.setState(lease, "ready", { remarks });
    await store.documents.setState(lease, "indexing", { progress: { done: 1, total: 2 } });
    expect(await store.documents.find("T-state", document.id)).toMatchObject({ pageCount: 4, remarks });
    expect(await store.documents.find("T-state-other", document.id)).toBeNull();
    await store.documents.setState(lease, "ready", { pageCount: null, remarks: [] });
    expect(await store.documents.find("T-state", document.id)).toMatchObject({ pageCount: null, remarks: [] });
    await store.leases.release(lease);
    await expect(store.documents.setState(lease, "ready", {})).rejects.toMatchObject({ code: "lease_lost" });
  });

  it("renames with the slug, and lists by number and by words of the title", async () => {
    const titles = ["Onboarding", "Über 100% Sicherheit!", "onboarding", "2024"];
    for (const title of titles) await store.documents.accept(handbook("T-list", { title }), title);
    const all = await store.documents.list("T-list", { limit: 10 });
    expect(all.map(({ number, slug }) => [number, slug])).toEqual([
      [1, "onboarding"],
      [2, "über-100-sicherheit"],
      [3, "onboarding"],
      [4, "document-2024"],
    ]);
    const renamed = await store.documents.rename("T-list", all[0]?.id ?? "", "First week");
    expect(renamed).toMatchObject({ number: 1, title: "First week", slug: "first-week" });
    expect(await store.documents.rename("T-list", "document_none", "x")).toBeNull();
    const numbers = async (filter: { search?: string; after?: number; limit: number }) =>
      (await store.documents.list("T-list", filter)).map(({ number }) => number);
    expect(await numbers({ search: "ONBOARD", limit: 10 })).toEqual([3]);
    expect(await numbers({ search: "100%", limit: 10 })).toEqual([2]);
    expect(await numbers({ search: "_", limit: 10 })).toEqual([]);
    expect(await numbers({ after: 1, limit: 2 })).toEqual([2, 3]);
  });

  it("keeps settings, with defaults for what was never set", async () => {
    expect(await store.workspaces.settings("T-settings")).toMatchObject({ adminIds: [], revision: 0 });
    await store.workspaces.saveSettings("T-settings", { adminIds: ["U1"] });
    await store.documents.accept(handbook("T-settings"), "file");
    await store.workspaces.saveSettings("T-settings", { adminIds: ["U1", "U2"] });
    expect(await store.workspaces.settings("T-settings")).toMatchObject({ adminIds: ["U1", "U2"] });
    expect((await store.documents.accept(handbook("T-settings"), "file-2")).document.number).toBe(2);
  });
});
