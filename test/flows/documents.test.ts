/** The knowledge base as admins meet it in Home: adding, mending, renaming, replacing, searching, settings. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Driver } from "../../src/sandbox/driver.ts";
import { type HomeDriver, handbook, useHome } from "../fixtures/home-driver.ts";
import { addDocument } from "../fixtures/journeys.ts";

let driver: Driver;
let home: HomeDriver;
useHome((opened) => {
  ({ driver, home } = opened);
});
let homeWithoutDocuments: string;
beforeAll(async () => {
  await home.openHome("mateo");
  homeWithoutDocuments = home.homeText("mateo");
  // Grace becomes an admin by the settings.
  await home.openHome("ada");
  await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:settings" });
  await driver.waitFor(() => home.topModal("ada")?.submit, { what: "settings" });
  expect(await driver.submit({ user: "ada", answers: { admins: [driver.user("grace").id] } })).toBeNull();
  await home.openHome("grace");
  await driver.waitFor(() => JSON.stringify(driver.home("grace")?.blocks).includes("home:settings"));
});

describe("Home", () => {
  test("an admin adds, a member reads; the member sees no admin control", async () => {
    expect(homeWithoutDocuments).toContain("No documents yet");
    await addDocument(driver, "Security handbook", handbook);
    await home.homeSays("mateo", "Security handbook");
    const actions = JSON.stringify(driver.home("mateo")?.blocks);
    expect(actions).toContain("document:use");
    for (const forbidden of ["home:add-document", "home:settings", "document:menu", "document:delete"]) {
      expect(actions).not.toContain(forbidden);
    }
    await home.openHome("gil");
    expect(home.homeText("gil")).not.toContain("Security handbook");
    expect(home.homeText("gil")).toContain("not shown to guests");
  });

  test("nothing, or text without a title, is refused in the form", async () => {
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
    await driver.waitFor(() => home.topModal("ada")?.submit);
    expect(await driver.submit({ user: "ada" })).toEqual({ text: expect.stringContaining("Choose a file") });
    expect(await driver.submit({ user: "ada", answers: { text: "words" } })).toEqual({
      title: expect.stringContaining("title"),
    });
    expect(await driver.submit({ user: "ada", answers: { link: "http://intranet/page" } })).toEqual({
      link: expect.stringContaining("https"),
    });
    await driver.closeView({ user: "ada" });
  });

  test("a link into the bot's own network fails with the reason, and can be deleted", async () => {
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:add-document" });
    await driver.waitFor(() => home.topModal("ada")?.submit);
    expect(await driver.submit({ user: "ada", answers: { link: "https://127.0.0.1/admin.html" } })).toBeNull();
    await home.homeSays("ada", "The address is not a public https page");
    expect(home.homeText("ada")).toContain("127.0.0.1/admin");
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:delete" });
    await home.modalSays("ada", "No course rests on it.");
    expect(await driver.submit({ user: "ada" })).toBeNull();
    await driver.waitFor(() => !home.homeText("ada").includes("127.0.0.1"), { what: "the document gone" });
  });

  test("the same file twice is offered, not forced", async () => {
    await home.openHome("ada");
    await home.upload("ada", [
      { name: "travel-policy.md", bytes: "# Travel policy\nBook trains first. Flights need approval by a lead." },
      { name: "copy-of-travel.md", bytes: "# Travel policy\nBook trains first. Flights need approval by a lead." },
    ]);
    await home.homeSays("ada", /This is the same file as @\d+ (travel policy|copy of travel)\. Add it anyway\?/i);
    await home.homeSays("ada", /\*(travel policy|copy of travel)\*\nReady/i);
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:discard" });
    await driver.waitFor(() => !home.homeText("ada").includes("same file"), { what: "the copy discarded" });
    await home.upload("ada", [
      { name: "third-copy.md", bytes: "# Travel policy\nBook trains first. Flights need approval by a lead." },
    ]);
    await home.homeSays("ada", "same file");
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:add-duplicate" });
    await home.homeSays("ada", "*Third copy*\nReady");
  });

  test("a file that cannot be read says why, and is mended by replacing it, under the same number", async () => {
    await home.openHome("ada");
    await home.upload("ada", [{ name: "fire-rules.pdf", bytes: "%PDF-1.7 this is not a PDF" }]);
    await home.homeSays("ada", /\*Fire rules\*\n:warning: /);
    const number = Number(/`@(\d+)` {2}\*Fire rules\*/.exec(home.homeText("ada"))?.[1]);
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:replace" });
    await home.modalSays("ada", "takes the place of what could not be read");
    const text = "# Fire rules\nLeave within 3 minutes of an alarm. The meeting point is the car park.";
    expect(await driver.submit({ user: "ada", answers: { text } })).toBeNull();
    await home.homeSays("ada", new RegExp(`\`@${number}\` {2}\\*Fire rules\\*\\nReady · [^\\n]*version 2`));
    await driver.closeView({ user: "ada" });
  });

  test("a file that is not what its name says is called that, and is not to be saved as what it is called", async () => {
    const noise = Buffer.from(
      Array.from({ length: 5_000 }, (_, index) => (index * 7_919 + (index >> 3) * 104_729) % 256),
    );
    await home.upload("ada", [
      { name: "noise.pdf", bytes: noise },
      { name: "clip.bin", bytes: noise.toReversed() },
    ]);
    await home.homeSays("ada", /\*Noise\*\n:warning: [^\n]*name ends in \.pdf, but what is in it is something else/);
    await home.homeSays("ada", /\*Clip\*\n:warning: [^\n]*This kind of file cannot be read/);
  });

  test("renaming keeps the number; what somebody else has renamed meanwhile is not overwritten unseen", async () => {
    await addDocument(driver, "House rules", "# House rules\nThe last one out locks the door.");
    const number = Number(/`@(\d+)` {2}\*House rules\*/.exec(home.homeText("ada"))?.[1]);
    await home.homeSays("grace", "House rules");
    for (const person of ["ada", "grace"]) {
      await home.choose(person, number, "rename");
      await driver.waitFor(() => home.topModal(person)?.submit, { what: "the form" });
    }
    // Grace is faster.
    expect(await driver.submit({ user: "grace", answers: { title: "Rules of the house" } })).toBeNull();
    await home.homeSays("ada", `\`@${number}\`  *Rules of the house*`);
    expect(await driver.submit({ user: "ada", answers: { title: "Safety rules" } })).toEqual({
      title: expect.stringContaining("Rules of the house"),
    });
    expect(await driver.submit({ user: "ada", answers: { title: "Safety rules" } })).toBeNull();
    await home.homeSays("grace", `\`@${number}\`  *Safety rules*`);
  });

  test("a title by which nobody could name it is refused in the form, with the reason", async () => {
    await addDocument(driver, "Lockers", "# Lockers\nLockers are cleared on Fridays.");
    await addDocument(driver, "Bicycles", "# Bicycles\nBicycles are locked to the rack.");
    const [lockers = 0, bicycles = 0] = ["Lockers", "Bicycles"].map((title) =>
      Number(new RegExp(`\`@(\\d+)\` {2}\\*${title}\\*`).exec(home.homeText("ada"))?.[1]),
    );
    await home.choose("ada", bicycles, "rename");
    await driver.waitFor(() => home.topModal("ada")?.submit, { what: "the form" });
    const refusal = async (title: string) => (await driver.submit({ user: "ada", answers: { title } }))?.title;
    expect(await refusal("  LOCKERS ")).toContain(`@${lockers} is called that already`);
    expect(await refusal("@1")).toContain("reads like the number of a document");
    expect(await refusal("2024")).toContain("reads like the number of a document");
    expect(await refusal("🔥")).toContain("letters or digits");
    // Its own title in other letters is nobody else's.
    expect(await driver.submit({ user: "ada", answers: { title: "BICYCLES" } })).toBeNull();
    await home.homeSays("ada", `\`@${bicycles}\`  *BICYCLES*`);
  });

  test("two admins who change the settings at once: the second sees what the first has saved", async () => {
    for (const person of ["ada", "grace"]) {
      await driver.act({ user: person, in: { view: "home" }, actionId: "home:settings" });
      await driver.waitFor(() => home.topModal(person)?.submit, { what: "settings" });
    }
    expect(await driver.submit({ user: "ada", answers: { level: "Beginner" } })).toBeNull();
    expect(await driver.submit({ user: "grace", answers: { level: "Advanced" } })).toBeNull();
    await home.modalSays("grace", "Another admin has changed the settings");
    expect(JSON.stringify(home.topModal("grace")?.blocks)).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Beginner"',
    );
    expect(await driver.submit({ user: "grace", answers: { level: null } })).toBeNull();
  });
});

test("limits that an admin sets hold for the next document, request and reply", async () => {
  const limit = async (answers: Record<string, string | null>) => {
    await driver.act({ user: "ada", in: { view: "home" }, actionId: "home:settings" });
    await driver.waitFor(() => home.topModal("ada")?.submit, { what: "settings", timeoutMs: 60_000 });
    expect(await driver.submit({ user: "ada", answers })).toBeNull();
  };
  await home.openHome("ada");
  await limit({ document_passages: "1", prompt_characters: "60", reply_characters: "50" });
  const long = Array.from({ length: 40 }, (_, index) => `## Rule ${index}\n${`Rule ${index} holds. `.repeat(40)}`);
  await home.upload("ada", [{ name: "many-rules.md", bytes: long.join("\n") }]);
  await home.homeSays("ada", /\*Many rules\*\n:warning: [^\n]*1 passage/);
  await driver.act({ user: "ada", in: { view: "home" }, actionId: "document:delete" });
  await home.modalSays("ada", "No course rests on it.");
  expect(await driver.submit({ user: "ada" })).toBeNull();
  const answer = await driver.command({
    user: "grace",
    channel: "learning",
    command: "/course",
    text: "A course on rules. ".repeat(4),
  });
  expect(JSON.stringify(answer)).toContain("a request can have 60");
  await limit({ document_passages: null, prompt_characters: null, reply_characters: null });
  await home.homeSays("ada", "Documents");
});

test("what was replaced while somebody confirmed its deletion is shown anew, and not deleted unseen", async () => {
  await home.openHome("ada");
  await home.upload("ada", [{ name: "parking.md", bytes: "# Parking\nPark in zone B." }]);
  await home.homeSays("ada", "*Parking*\nReady");
  const number = Number(/`@(\d+)` {2}\*Parking\*/.exec(home.homeText("ada"))?.[1]);
  await home.choose("ada", number, "delete");
  await home.modalSays("ada", "No course rests on it.");
  await home.homeSays("grace", "*Parking*");
  await driver.act({
    user: "grace",
    in: { view: "home" },
    actionId: "document:menu",
    blockId: `document:${home.documentId(number)}`,
    pick: `replace ${home.documentId(number)}`,
  });
  await home.modalSays("grace", "becomes version 2");
  expect(await driver.submit({ user: "grace", answers: { text: "# Parking\nPark in zone C." } })).toBeNull();
  expect(await driver.submit({ user: "ada" })).toBeNull();
  await home.modalSays("ada", "Somebody has replaced it since you opened this");
  expect(await driver.submit({ user: "ada" })).toBeNull();
  // Home follows a few times a minute, and much has changed before this.
  await driver.waitFor(() => !home.homeText("ada").includes("*Parking*"), {
    what: "the document gone",
    timeoutMs: 90_000,
  });
});

test("search and pages work by clicks", async () => {
  // One more than a page of Home has; a form takes ten.
  const files = Array.from({ length: 21 }, (_, index) => ({
    name: `page-${index}.md`,
    bytes: `# Page ${index}\nText.`,
  }));
  await home.openHome("ada");
  for (const from of [0, 10, 20]) await home.upload("ada", files.slice(from, from + 10));
  await home.homeSays("ada", /1–20 of \d+/);
  const click = (actionId: string, pick?: string) =>
    driver.act({ user: "ada", in: { view: "home" }, actionId, ...(pick !== undefined && { pick }) });
  await click("home:next-documents");
  await home.homeSays("ada", /21–\d+ of \d+/);
  await home.homeSays("ada", "*Page 0*");
  await click("home:previous-documents");
  await home.homeSays("ada", /1–20 of \d+/);
  await click("home:search-documents", "page 1");
  await home.homeSays("ada", "11 matches for “page 1”");
  await click("home:show-all-documents");
  await home.homeSays("ada", /1–20 of \d+/);
});
