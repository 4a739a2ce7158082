/** A course on something that the documents call by other words, with an embedding model in the settings. */
import { expect, test } from "vitest";
import { type EmbeddingsServer, startEmbeddingsServer } from "../fixtures/embeddings-server.ts";
import { startInProcess } from "../fixtures/in-process.ts";
import { addDocument, allText, finishedCourse, rootOf } from "../fixtures/journeys.ts";
import { startModelServer } from "../fixtures/model-server.ts";

const wasEmbedded = (server: EmbeddingsServer, text: string) =>
  server.calls.some(({ inputs }) => inputs.some((input) => input.includes(text)));

test("it rests on the passage that is near", async () => {
  await using closing = new AsyncDisposableStack();
  const model = await startModelServer();
  closing.defer(() => model.stop());
  const server = await startEmbeddingsServer({ elsewhere: model.baseUrl });
  closing.defer(() => server.stop());
  const running = await startInProcess({
    sandbox: { rates: "off" },
    environment: {
      OPENAI_API_KEY: "sk-test",
      OPENAI_BASE_URL: server.baseUrl,
      OPENAI_MODEL: "test-model",
      OPENAI_EMBEDDING_MODEL: "stand-in",
      OPENAI_EMBEDDING_DIMENSIONS: "48",
    },
  });
  closing.defer(() => running.close());
  const { driver } = running.sandbox;
  await addDocument(driver, "Sheet one", "Each employee is entitled to thirty days of annual holiday.");
  await addDocument(driver, "Sheet two", "Plasters and bandages hang beside the lift.");
  // One after another: when the second is embedded, the first has been saved.
  await driver.waitFor(() => wasEmbedded(server, "Plasters"), { what: "the second document", timeoutMs: 60_000 });
  expect(server.calls.every(({ dimensions }) => dimensions === 48)).toBe(true);

  // On a busy machine the query's vector may not come in time, and the course is then written without; so it is asked for again.
  for (const channel of ["learning", "general", "random"]) {
    const before = model.calls.length;
    await driver.command({ user: "grace", channel, command: "/course", text: "Vacation allowance" });
    const [, card] = await finishedCourse(driver, await rootOf(driver, channel));
    expect(wasEmbedded(server, "Vacation allowance")).toBe(true);
    const prompts = model.calls.slice(before).map(({ prompt }) => prompt);
    expect(prompts.join()).not.toContain("Plasters");
    if (!prompts[0]?.includes("thirty days of annual holiday")) continue;
    expect(allText(card?.blocks)).not.toContain("None of the documents covers this topic");
    return;
  }
  expect.unreachable("none of the courses rests on the passage");
}, 300_000);
