import { describe, expect, test } from "vitest";
import { collectValues, findInputErrors, withValue } from "../../src/sandbox/page/values.ts";
import type { JsonObject } from "../../src/sandbox/page-api.ts";

const option = (value: string): JsonObject => ({ text: { type: "plain_text", text: value.toUpperCase() }, value });
const input = (blockId: string, element: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "input",
  block_id: blockId,
  label: { type: "plain_text", text: blockId },
  element: { action_id: "a", ...element },
  ...more,
});

describe("view.state.values", () => {
  test("every stateful element is there in Slack's shape, touched or not", () => {
    const blocks: JsonObject[] = [
      input("text", { type: "plain_text_input" }),
      input("filled", { type: "plain_text_input", initial_value: "so far" }),
      input("number", { type: "number_input", initial_value: "5" }),
      input("select", { type: "static_select", options: [option("x")], initial_option: option("x") }),
      input("search", { type: "external_select" }),
      input("several", { type: "multi_external_select", initial_options: [option("x"), option("y")] }),
      input("boxes", { type: "checkboxes", options: [option("x")] }),
      input("radio", { type: "radio_buttons", options: [option("x")] }),
      input("date", { type: "datepicker", initial_date: "2026-12-24" }),
      input("user", { type: "users_select", initial_user: "U1" }),
      input("users", { type: "multi_users_select" }),
      input("place", { type: "conversations_select" }),
      input("files", { type: "file_input" }),
    ];
    expect(collectValues(blocks, {})).toEqual({
      text: { a: { type: "plain_text_input", value: null } },
      filled: { a: { type: "plain_text_input", value: "so far" } },
      number: { a: { type: "number_input", value: "5" } },
      select: { a: { type: "static_select", selected_option: option("x") } },
      search: { a: { type: "external_select", selected_option: null } },
      several: { a: { type: "multi_external_select", selected_options: [option("x"), option("y")] } },
      boxes: { a: { type: "checkboxes", selected_options: [] } },
      radio: { a: { type: "radio_buttons", selected_option: null } },
      date: { a: { type: "datepicker", selected_date: "2026-12-24" } },
      user: { a: { type: "users_select", selected_user: "U1" } },
      users: { a: { type: "multi_users_select", selected_users: [] } },
      place: { a: { type: "conversations_select", selected_conversation: null } },
      files: { a: { type: "file_input", files: [] } },
    });
  });

  test("elements outside of input blocks count, buttons and overflow menus do not", () => {
    const blocks: JsonObject[] = [
      {
        type: "section",
        block_id: "s",
        accessory: { type: "static_select", action_id: "pick", options: [option("x")] },
      },
      {
        type: "actions",
        block_id: "a",
        elements: [
          { type: "button", action_id: "b" },
          { type: "overflow", action_id: "o", options: [] },
          { type: "datepicker", action_id: "d" },
        ],
      },
      { type: "section", block_id: "t", text: { type: "mrkdwn", text: "x" } },
    ];
    expect(collectValues(blocks, {})).toEqual({
      s: { pick: { type: "static_select", selected_option: null } },
      a: { d: { type: "datepicker", selected_date: null } },
    });
  });

  test("what was typed outlives an update that keeps the block, and goes with the block", () => {
    const first = input("one", { type: "plain_text_input", initial_value: "old" });
    const second = input("two", { type: "plain_text_input" });
    const edits = withValue(withValue({}, "one", "a", { type: "plain_text_input", value: "typed" }), "two", "a", {
      type: "plain_text_input",
      value: "too",
    });
    const updated = input("one", { type: "plain_text_input", initial_value: "new from the app" });
    expect(collectValues([first, second], edits).one).toEqual({ a: { type: "plain_text_input", value: "typed" } });
    expect(collectValues([updated], edits)).toEqual({ one: { a: { type: "plain_text_input", value: "typed" } } });
  });

  test("another kind of element under the same id begins anew", () => {
    const edits = withValue({}, "one", "a", { type: "plain_text_input", value: "typed" });
    expect(collectValues([input("one", { type: "datepicker" })], edits)).toEqual({
      one: { a: { type: "datepicker", selected_date: null } },
    });
  });
});

describe("what Slack's client refuses", () => {
  const errors = (block: JsonObject, value: JsonObject) => findInputErrors([block], { b: { a: value } });

  test("an empty required input, not an optional one", () => {
    const empty = { type: "plain_text_input", value: "   " };
    expect(errors(input("b", { type: "plain_text_input" }), empty)).toEqual({
      b: "Please complete this required field.",
    });
    expect(errors(input("b", { type: "plain_text_input" }, { optional: true }), empty)).toEqual({});
    expect(errors(input("b", { type: "checkboxes" }), { type: "checkboxes", selected_options: [] })).toHaveProperty(
      "b",
    );
    expect(errors(input("b", { type: "file_input" }), { type: "file_input", files: [{ id: "F1" }] })).toEqual({});
  });

  test.each([
    [{ type: "plain_text_input", min_length: 5 }, "four", "Please enter at least 5 characters."],
    [{ type: "plain_text_input", max_length: 3 }, "four", "Please enter at most 3 characters."],
    [{ type: "number_input" }, "1.5", "Please enter a whole number."],
    [{ type: "number_input", is_decimal_allowed: true, max_value: "1" }, "1.5", "Please enter a number of at most 1."],
    [{ type: "number_input" }, "x", "Please enter a valid number."],
    [{ type: "url_text_input" }, "javascript:x", "Please enter a valid URL."],
    [{ type: "email_text_input" }, "nobody", "Please enter a valid email address."],
  ])("%j with %s", (element, value, sentence) => {
    expect(errors(input("b", element), { type: element.type, value })).toEqual({ b: sentence });
  });

  test("what fits passes", () => {
    const fits = { type: "plain_text_input", value: "exactly" };
    expect(errors(input("b", { type: "plain_text_input", min_length: 7, max_length: 7 }), fits)).toEqual({});
    expect(
      errors(input("b", { type: "url_text_input" }), { type: "url_text_input", value: "https://a.example/x" }),
    ).toEqual({});
  });
});
