/** Reads as many courses' streams as it is told, at once, with the plain client, and says how many seconds of the processor that took. */
import OpenAI from "openai";
import { stageNames } from "../../src/course/stages.ts";

const [baseURL = "", courses = "1"] = process.argv.slice(2);
const client = new OpenAI({ apiKey: "sk-bench", baseURL });
const before = process.cpuUsage();

async function readCourse(): Promise<number> {
  let characters = 0;
  for (const stage of stageNames) {
    const stream = await client.responses.create({
      model: "simulated",
      instructions: "",
      input: "fire safety",
      stream: true,
      text: { format: { type: "json_schema", name: stage, schema: { type: "object" }, strict: true } },
    });
    for await (const event of stream) if (event.type === "response.output_text.delta") characters += event.delta.length;
  }
  return characters;
}

await Promise.all(Array.from({ length: Number(courses) }, readCourse));
const { user, system } = process.cpuUsage(before);
process.stdout.write(`cpu ${(user + system) / 1_000_000}\n`);
