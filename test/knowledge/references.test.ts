import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReferenceToken } from "../../src/course/brief.ts";
import { createReferences } from "../../src/knowledge/references.ts";
import type { DocumentRecord } from "../../src/storage/documents-port.ts";
import { openTestBase, type TestBase } from "./test-base.ts";

const number = (value: number): ReferenceToken => ({ kind: "number", number: value, source: `@${value}` });
const title = (value: string): ReferenceToken => ({ kind: "title", title: value, source: `@"${value}"` });
const slug = (value: string): ReferenceToken => ({ kind: "slug", slug: value, source: `@${value}` });
const titles = ["Security handbook", "Onboarding guide", "Incident runbook", "Incident reviews", "Größentabelle 2024"];

let base: TestBase;
const documents: DocumentRecord[] = [];
beforeAll(async () => {
  base = await openTestBase();
  for (const name of titles) documents.push((await base.accept({ title: name, text: "text" })).document);
});
afterAll(() => base.close());

function resolve(tokens: ReferenceToken[], documentIds: string[] = [], workspaceId = "T0TEST") {
  return createReferences({ documents: base.store.documents }).resolveReferences({ workspaceId, tokens, documentIds });
}

describe("a reference", () => {
  test("finds its document by number, title, beginning, part or slug, without regard to case", async () => {
    const found = await resolve([
      number(2),
      title("SECURITY  handbook"),
      title("incident run"),
      title("reviews"),
      slug("größentabelle-2024"),
    ]);
    expect(found.documents.map(({ number: at }) => at)).toEqual([2, 1, 3, 4, 5]);
    expect([found.unknown, found.ambiguous]).toEqual([[], []]);
  });

  test("that fits several documents is ambiguous, unless one bears exactly that name", async () => {
    const { ambiguous, documents: found } = await resolve([title("incident")]);
    expect(found).toEqual([]);
    expect(ambiguous.map(({ candidates }) => candidates.map(({ title: name }) => name))).toEqual([
      ["Incident runbook", "Incident reviews"],
    ]);
  });

  test("that names nothing comes with the nearest titles", async () => {
    const { unknown } = await resolve([number(9), title("Securty handbok"), slug("incident-guide"), title("Zebra")]);
    expect(unknown[0]?.nearest).toEqual([]);
    expect(unknown[1]?.nearest.map(({ number: at }) => at)).toEqual([1]);
    expect(unknown[2]?.nearest.map(({ number: at }) => at).sort()).toEqual([2, 3, 4]);
    expect(unknown[3]?.nearest).toEqual([]);
  });

  test("to a document that could not be read says so, and is no other's nearest", async () => {
    const noise = { title: "Incident noise", text: "text", workspaceId: "T0NOISE" };
    const { document, lease } = await base.accept(noise);
    const named = () => resolve([number(document.number), slug("incident-noise")], [document.id], "T0NOISE");
    expect((await named()).documents.map(({ id }) => id)).toEqual([document.id]);
    const failure = { code: "document_damaged", facts: {} } as const;
    await base.store.documents.setState(lease, "failed", { failure });
    const { documents: found, unreadable, unknown } = await named();
    expect([found, unknown]).toEqual([[], []]);
    expect(unreadable.map(({ token }) => token.source)).toEqual([`@${document.number}`]);
    expect((await resolve([title("Incdent noise")], [], "T0NOISE")).unknown[0]?.nearest).toEqual([]);
    // What was read before is still there when reading it anew fails.
    await base.store.documents.setState(lease, "failed", { failure, passageCount: 3 });
    expect((await named()).documents).toHaveLength(1);
    expect((await resolve([title("Incdent noise")], [], "T0NOISE")).unknown[0]?.nearest).toHaveLength(1);
  });

  test("names a document once, however often, and never one of another workspace", async () => {
    const [first, second] = documents;
    const found = await resolve([number(1), slug("security-handbook")], [first?.id ?? "", second?.id ?? "", "gone"]);
    expect(found.documents.map(({ number: at }) => at)).toEqual([1, 2]);
    const elsewhere = await resolve([number(1)], [first?.id ?? ""], "T0OTHER");
    expect(elsewhere.documents).toEqual([]);
    expect(elsewhere.unknown).toHaveLength(1);
  });
});
