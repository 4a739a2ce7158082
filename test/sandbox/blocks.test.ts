import { expect, test } from "vitest";
import { blockProblems } from "../../src/sandbox/blocks/check.ts";
import { fc } from "../fixtures/properties.ts";
import { refusal, startSandbox } from "./bot.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const button = { type: "button", action_id: "go", text: plain("Go"), value: "1" };
const option = (value: string) => ({ text: plain(value), value });
const menu = { type: "static_select", action_id: "menu", options: [option("a"), option("b")] };

const right: { [name: string]: object } = {
  section: section("x".repeat(3_000)),
  fields: { type: "section", fields: Array.from({ length: 10 }, () => plain("f")) },
  header: { type: "header", text: plain("h".repeat(150)) },
  divider: { type: "divider" },
  context: {
    type: "context",
    elements: [plain("c"), { type: "image", image_url: "https://x.example/i.png", alt_text: "i" }],
  },
  actions: {
    type: "actions",
    elements: [
      {
        ...button,
        style: "primary",
        confirm: { title: plain("Sure?"), text: plain("Really"), confirm: plain("Yes"), deny: plain("No") },
      },
      menu,
    ],
  },
  overflow: {
    type: "section",
    text: plain("t"),
    accessory: { type: "overflow", action_id: "more", options: [option("a")] },
  },
  input: {
    type: "input",
    label: plain("Name"),
    element: { type: "plain_text_input", action_id: "name", max_length: 10 },
  },
  choices: {
    type: "input",
    label: plain("Which"),
    element: { type: "checkboxes", action_id: "which", options: [option("a")], initial_options: [option("a")] },
  },
  external: {
    type: "input",
    label: plain("Docs"),
    element: { type: "multi_external_select", action_id: "docs", min_query_length: 0 },
  },
  image: { type: "image", image_url: "https://x.example/i.png", alt_text: "An image" },
  markdown: { type: "markdown", text: "# Hello" },
  table: {
    type: "table",
    rows: [
      [
        { type: "raw_text", text: "a" },
        { type: "raw_text", text: "b" },
      ],
    ],
  },
  feedback: {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: "fb",
        positive_button: { text: plain("Good"), value: "1" },
        negative_button: { text: plain("Bad"), value: "0" },
      },
    ],
  },
  rich: {
    type: "rich_text",
    elements: [
      {
        type: "rich_text_section",
        elements: [
          { type: "text", text: "hi", style: { bold: true } },
          { type: "user", user_id: "U1" },
        ],
      },
    ],
  },
};

test.each(Object.entries(right))("%s is let through", (_name, block) => {
  expect(blockProblems([block], "message", "/blocks")).toEqual([]);
});

const wrong: [name: string, block: object, problem: string][] = [
  [
    "section text",
    section("x".repeat(3_001)),
    "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
  ],
  ["empty text", section(""), "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
  ["section without text", { type: "section" }, "[ERROR] must define either text or fields [json-pointer:/blocks/0]"],
  [
    "header",
    { type: "header", text: plain("h".repeat(151)) },
    "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "header in mrkdwn",
    { type: "header", text: { type: "mrkdwn", text: "h" } },
    "[ERROR] must be one of: plain_text [json-pointer:/blocks/0/text/type]",
  ],
  [
    "eleven fields",
    { type: "section", fields: Array.from({ length: 11 }, () => plain("f")) },
    "[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/fields]",
  ],
  [
    "eleven in a context",
    { type: "context", elements: Array.from({ length: 11 }, () => plain("c")) },
    "[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]",
  ],
  [
    "26 buttons",
    { type: "actions", elements: Array.from({ length: 26 }, (_, i) => ({ ...button, action_id: `b${i}` })) },
    "[ERROR] no more than 25 items allowed [json-pointer:/blocks/0/elements]",
  ],
  [
    "button text",
    { type: "actions", elements: [{ ...button, text: plain("x".repeat(76)) }] },
    "[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
  ],
  [
    "button value",
    { type: "actions", elements: [{ ...button, value: "x".repeat(2_001) }] },
    "[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
  ],
  [
    "unknown style",
    { type: "actions", elements: [{ ...button, style: "loud" }] },
    "[ERROR] must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
  ],
  [
    "script link",
    { type: "actions", elements: [{ ...button, url: "javascript:alert(1)" }] },
    "[ERROR] must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
  ],
  [
    "same action twice",
    { type: "actions", elements: [button, button] },
    "[ERROR] action_id already exists in this block [json-pointer:/blocks/0]",
  ],
  [
    "long action id",
    { type: "actions", elements: [{ ...button, action_id: "x".repeat(256) }] },
    "[ERROR] must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
  ],
  [
    "unknown key",
    { type: "divider", colour: "red" },
    "[ERROR] invalid additional property: colour [json-pointer:/blocks/0]",
  ],
  ["unknown block", { type: "carousel" }, "[ERROR] unsupported type: carousel [json-pointer:/blocks/0/type]"],
  [
    "text input in actions",
    { type: "actions", elements: [{ type: "plain_text_input", action_id: "x" }] },
    "[ERROR] unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
  ],
  [
    "missing alt text",
    { type: "image", image_url: "https://x.example/i.png" },
    "[ERROR] missing required field: alt_text [json-pointer:/blocks/0]",
  ],
  [
    "option text",
    { type: "actions", elements: [{ ...menu, options: [option("x".repeat(76))] }] },
    "[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
  ],
  [
    "initial option",
    { type: "actions", elements: [{ ...menu, initial_option: option("c") }] },
    "[ERROR] initial option must be one of the options [json-pointer:/blocks/0/elements/0]",
  ],
  [
    "101 options",
    { type: "actions", elements: [{ ...menu, options: Array.from({ length: 101 }, (_, i) => option(`o${i}`)) }] },
    "[ERROR] no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
  ],
  [
    "file input",
    { type: "input", label: plain("File"), element: { type: "file_input", action_id: "f" } },
    "[ERROR] unsupported type: file_input [json-pointer:/blocks/0/element]",
  ],
];

test.each(wrong)("%s is refused in Slack's words", (_name, block, problem) => {
  expect(blockProblems([block], "message", "/blocks")).toContain(problem);
});

test("messages take 50 blocks, views 100, and block ids are unique", () => {
  const dividers = (count: number) => Array.from({ length: count }, () => ({ type: "divider" }));
  expect(blockProblems(dividers(50), "message", "/blocks")).toEqual([]);
  expect(blockProblems(dividers(51), "message", "/blocks")).toEqual([
    "[ERROR] no more than 50 items allowed [json-pointer:/blocks]",
  ]);
  expect(blockProblems(dividers(100), "home", "/view/blocks")).toEqual([]);
  expect(blockProblems(dividers(101), "home", "/view/blocks")).toHaveLength(1);
  const twins = [
    { type: "divider", block_id: "x" },
    { type: "divider", block_id: "x" },
  ];
  expect(blockProblems(twins, "message", "/blocks")).toEqual([
    "[ERROR] block_id already exists: x [json-pointer:/blocks/1/block_id]",
  ]);
  expect(blockProblems([{ type: "markdown", text: "x" }], "modal", "/view/blocks")).toHaveLength(1);
});

test("over the wire: invalid_blocks names the place, too much text is msg_blocks_too_long", async () => {
  await using running = await startSandbox();
  const { client, driver } = running;
  const channel = driver.channel("general").id;
  const post = (blocks: object[]) =>
    refusal(client.apiCall("chat.postMessage", { channel, text: "fallback", blocks: JSON.stringify(blocks) }));
  expect(await post([section("ok"), { type: "carousel" }])).toEqual({
    error: "invalid_blocks",
    messages: ["[ERROR] unsupported type: carousel [json-pointer:/blocks/1/type]"],
  });
  expect(await post(Array.from({ length: 4 }, () => section("x".repeat(3_000))))).toBeNull();
  expect(await post([...Array.from({ length: 4 }, () => section("x".repeat(3_000))), section("y")])).toMatchObject({
    error: "msg_blocks_too_long",
  });
  expect(driver.botMessages()).toHaveLength(1);
  // Blocks and elements that came without ids have some now.
  await post([{ type: "actions", elements: [{ type: "button", text: plain("Go") }] }]);
  expect(driver.botMessages().at(-1)?.blocks[0]).toMatchObject({
    block_id: expect.any(String),
    elements: [{ action_id: expect.any(String) }],
  });
});

test("whatever JSON comes in place of blocks is judged, never crashed on", () => {
  const blocks = fc.array(
    fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom("section", "actions", "input", "table", "rich_text"),
        elements: fc.jsonValue(),
        element: fc.jsonValue(),
        text: fc.jsonValue(),
        rows: fc.jsonValue(),
      }),
    ),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(blocks, (values) => {
      for (const problem of blockProblems(values, "message", "/blocks")) expect(problem).toMatch(/^\[ERROR\] /);
    }),
  );
});
