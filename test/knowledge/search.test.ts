import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestBase, type TestBase, workspaceId } from "./test-base.ts";

let base: TestBase;
const documents: Record<string, string> = {};
const filler = "Everyone in the building keeps the hall tidy and closes the windows in the evening. ".repeat(6);

const german = "Alle achten darauf, dass die Treppen frei bleiben und am Abend kein Licht mehr brennt. ".repeat(6);

beforeAll(async () => {
  base = await openTestBase();
  const add = async (name: string, text: string, workspace = workspaceId) => {
    documents[name] = (await base.add({ title: name, text, workspaceId: workspace })).id;
  };
  await add(
    "Fire guide",
    `# Fire guide\n\n## Extinguishers\n\nAn extinguisher hangs on each floor. Extinguishers are checked each year.\n\n${filler}\n\n## Alarms\n\nThe alarm rings twice. ${filler}`,
  );
  await add(
    "Kitchen rules",
    `# Kitchen rules\n\n## Coffee\n\nThe coffee machine is cleaned on Fridays. ${filler}\n\n## Fridge\n\nThe fridge has no extinguisher beside it. ${filler}`,
  );
  await add(
    "Hausordnung",
    `# Hausordnung\n\n## Häuser und Gärten\n\nDie Häuser werden jeden Abend abgeschlossen. Wer im Garten arbeitet, meldet sich an. ${german}\n\n## Fahrräder\n\nFahrräder stehen im Hof und nicht im Flur. ${german}`,
  );
  await add(
    "安全手册",
    "# 安全手册\n\n## 密码\n\n所有员工必须使用强密码并定期更换。密码不得与他人共享。\n\n## 消防\n\n每层楼都有灭火器。",
  );
  await add(
    "Long manual",
    `# Long manual\n\n${Array.from({ length: 40 }, (_, index) => `## Chapter ${index}\n\nPumps of kind ${index} move water. ${filler}`).join("\n\n")}`,
  );
  await add("Other fire guide", "# Fire\n\nAn extinguisher of another workspace.", "T0OTHER");
});
afterAll(() => base.close());

const search = (query: string, documentIds: string[] | null = null, limit = 5) =>
  base.knowledge.search({ workspaceId, query, documentIds, limit });

describe("across the workspace", () => {
  test("the passage with the words comes first, whatever their ending, with its document", async () => {
    const { passages, nothingRelevant } = await search("fire extinguisher");
    expect(nothingRelevant).toBe(false);
    expect(passages[0]).toMatchObject({
      documentTitle: "Fire guide",
      documentNumber: 1,
      documentVersion: 1,
      place: { heading_path: ["Fire guide", "Extinguishers"] },
    });
    expect(passages.map(({ score }) => score)).toEqual(
      passages.map(({ score }) => score).sort((left, right) => right - left),
    );
  });

  test("each document is searched by the rules of its language", async () => {
    expect((await search("ein Haus abschließen, Gärten")).passages[0]?.documentTitle).toBe("Hausordnung");
    expect((await search("Fahrrad im Hof")).passages[0]?.place.heading_path.at(-1)).toBe("Fahrräder");
    expect((await search("每层楼的灭火器")).passages[0]?.documentTitle).toBe("安全手册");
    expect((await search("烹饪意大利面")).nothingRelevant).toBe(true);
    expect((await search("员工密码")).passages[0]?.place.heading_path.at(-1)).toBe("密码");
  });

  test("another workspace's passages are never found", async () => {
    const found = await base.knowledge.search({
      workspaceId: "T0OTHER",
      query: "extinguisher fire",
      documentIds: null,
      limit: 10,
    });
    expect(found.passages.map(({ documentTitle }) => documentTitle)).toEqual(["Other fire guide"]);
    const none = await base.knowledge.search({
      workspaceId: "T0NOBODY",
      query: "extinguisher fire",
      documentIds: null,
      limit: 10,
    });
    expect(none).toMatchObject({ passages: [], nothingRelevant: true });
  });

  test("one document does not fill the list while others have something", async () => {
    const { passages } = await search("water pumps in the hall", null, 6);
    const fromManual = passages.filter(({ documentTitle }) => documentTitle === "Long manual").length;
    expect(fromManual).toBeGreaterThanOrEqual(2);
    expect(fromManual).toBeLessThan(6);
  });

  test.each(["", "   ", "?!", "the of and", "'; drop table passages; --", "a & b | !c <-> d", "\\' \"", "😀"])(
    "%j is a query like any other",
    async (query) => {
      await expect(search(query)).resolves.toMatchObject({ nothingRelevant: true });
    },
  );
});

describe("within named documents", () => {
  test("nothing else is found", async () => {
    const id = documents["Kitchen rules"] ?? "";
    const { passages } = await search("extinguisher", [id]);
    expect(passages[0]?.place.heading_path.at(-1)).toBe("Fridge");
    expect(new Set(passages.map(({ documentId }) => documentId))).toEqual(new Set([id]));
  });

  test("what is on the topic comes first, then the breadth of the document", async () => {
    const { passages } = await search("pumps of kind 17", [documents["Long manual"] ?? ""], 12);
    expect(passages).toHaveLength(12);
    expect(passages[0]?.place.heading_path.at(-1)).toBe("Chapter 17");
    expect(new Set(passages.map(({ id }) => id)).size).toBe(12);
    const ordinals = passages.map(({ ordinal }) => ordinal);
    expect(Math.max(...ordinals) - Math.min(...ordinals)).toBeGreaterThan(20);
  });

  test("a topic that they do not have still gives their passages, spread over the whole", async () => {
    const { passages, nothingRelevant } = await search("volcanoes", [documents["Long manual"] ?? ""], 8);
    expect(nothingRelevant).toBe(false);
    expect(passages.map(({ ordinal }) => ordinal)).toEqual([0, 5, 10, 15, 20, 25, 30, 35]);
  });

  test("a document of another workspace gives nothing", async () => {
    expect(await search("extinguisher", [documents["Other fire guide"] ?? ""])).toMatchObject({
      passages: [],
      nothingRelevant: true,
    });
  });
});
