import { describe, expect, test } from "vitest";
import { parseMrkdwn } from "../../src/sandbox/page/text/mrkdwn.ts";
import { type Inline, plainTextOf, type TextBlock } from "../../src/sandbox/page/text/nodes.ts";
import { fc } from "../fixtures/properties.ts";

const inline = (source: string): Inline[] => {
  const [block] = parseMrkdwn(source);
  return block === undefined || block.type === "pre" ? [] : block.children;
};
const text = (value: string): Inline => ({ type: "text", text: value });

/** Every node of a tree, wherever it stands. */
function allNodes(blocks: TextBlock[]): Inline[] {
  const inside = (nodes: Inline[]): Inline[] =>
    nodes.flatMap((node) => ("children" in node ? [node, ...inside(node.children)] : [node]));
  return blocks.flatMap((block) => (block.type === "pre" ? [] : inside(block.children)));
}

const escaped = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Text made of what could go wrong, not of random letters. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<",
        ">",
        "&",
        "<!channel>",
        "<@U01ADA>",
        "<#C01|x>",
        "<https://a.b|c>",
        "&lt;",
        "&amp;lt;",
        "!here",
        "`",
        "```",
      ),
      fc.constantFrom(
        "*",
        "_",
        "~",
        "\n",
        "> ",
        ":tada:",
        "|",
        "^",
        "<!date^1^{ago}|x>",
        "<!subteam^S1>",
        "javascript:x",
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 20 },
  )
  .map((pieces) => pieces.join(""));

describe("escaped text", () => {
  test("never comes out as a mention, a date or a link that it was not", () => {
    fc.assert(
      fc.property(nasty, (typed) => {
        for (const node of allNodes(parseMrkdwn(escaped(typed)))) {
          expect(["user", "channel", "usergroup", "broadcast", "date"]).not.toContain(node.type);
          // A bare address is made a link by Slack too: it then leads where it says.
          if (node.type === "link") expect(plainTextOf(node.children)).toBe(node.url);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("shows the characters that were typed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("<!channel>", "<@U01ADA>", "&", "&amp;", "a", " ", "<b>", "\\"), {
          minLength: 1,
          maxLength: 12,
        }),
        (pieces) => {
          const typed = `x${pieces.join("")}x`;
          expect(plainTextOf(inline(escaped(typed)))).toBe(typed);
        },
      ),
    );
  });

  test("is inert beside a live token", () => {
    expect(inline("&lt;!channel&gt; <!channel>")).toEqual([
      text("<!channel> "),
      { type: "broadcast", range: "channel" },
    ]);
  });

  test("is decoded once", () => {
    expect(inline("&amp;lt;!here&amp;gt;")).toEqual([text("&lt;!here&gt;")]);
  });
});

describe("tokens", () => {
  test("people, channels, groups and everyone", () => {
    expect(inline("<@U01ADA><@W1|ada><#C01><#C02|general><!subteam^S1|@team><!here>")).toEqual([
      { type: "user", id: "U01ADA", label: null },
      { type: "user", id: "W1", label: "ada" },
      { type: "channel", id: "C01", label: null },
      { type: "channel", id: "C02", label: "general" },
      { type: "usergroup", id: "S1", label: "team" },
      { type: "broadcast", range: "here" },
    ]);
  });

  test("links keep their address and show their label", () => {
    expect(inline("<https://a.example/?b=1&amp;c=2|see &amp; *go*>")).toEqual([
      {
        type: "link",
        url: "https://a.example/?b=1&c=2",
        children: [text("see & "), { type: "bold", children: [text("go")] }],
      },
    ]);
    expect(inline("<mailto:a@b.example|a@b.example>")[0]).toMatchObject({ type: "link", url: "mailto:a@b.example" });
  });

  test.each([
    "<javascript:alert(1)|ok>",
    "<JaVaScRiPt:alert(1)|ok>",
    "<data:text/html,x|ok>",
    "<file:///etc/passwd|ok>",
    "<vbscript:x|ok>",
    "<java\tscript:alert(1)|ok>",
  ])("%s is no link", (source) => {
    expect(allNodes(parseMrkdwn(source)).some((node) => node.type === "link")).toBe(false);
  });

  test("dates carry format, link and fallback", () => {
    expect(inline("<!date^1700000000^started {ago}^https://a.example/|a while ago>")).toEqual([
      {
        type: "date",
        timestamp: 1700000000,
        format: "started {ago}",
        url: "https://a.example/",
        fallback: "a while ago",
      },
    ]);
  });

  test("a date's link is judged like any other", () => {
    expect(inline("<!date^1^{date}^javascript:x|f>")[0]).toMatchObject({ type: "date", url: null });
  });
});

describe("emphasis", () => {
  test("bold, italic, strike and code, one in the other", () => {
    expect(inline("*b _i ~s~_* `c *x* <@U1>`")).toEqual([
      {
        type: "bold",
        children: [text("b "), { type: "italic", children: [text("i "), { type: "strike", children: [text("s")] }] }],
      },
      text(" "),
      { type: "code", text: "c *x* <@U1>" },
    ]);
  });

  test.each(["x*y*z", "snake_case_name", "2 * 3 * 4", "* a*", "*a *", "**a**", "~/.ssh ~/x", "*a\nb*"])(
    "%s is plain",
    (source) => {
      expect(plainTextOf(inline(source))).toBe(source);
      expect(inline(source).every((node) => node.type === "text")).toBe(true);
    },
  );

  test("a mark inside a token or code closes nothing", () => {
    expect(inline("*see <https://a.example/x*|y> now*")).toMatchObject([{ type: "bold" }]);
  });

  test("hostile text is read in linear time", () => {
    const started = performance.now();
    parseMrkdwn("*a ".repeat(13_000));
    parseMrkdwn("<".repeat(40_000));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe("emoji", () => {
  test("names become characters", () => {
    expect(inline(":tada::wave::skin-tone-3:")).toEqual([
      { type: "emoji", name: "tada", character: "🎉" },
      { type: "emoji", name: "wave::skin-tone-3", character: "👋🏼" },
    ]);
  });

  test.each(["10:30:45", "10:100:45", ":no_such_emoji:", "a: b :c"])("%s stays", (source) => {
    expect(inline(source)).toEqual([text(source)]);
  });
});

describe("lines", () => {
  test("quotes by either spelling, code blocks raw, the rest between", () => {
    expect(parseMrkdwn("a\n&gt; b\n> c\nd\n```\n*x* &lt;y&gt;\n```\ne")).toEqual([
      { type: "paragraph", children: [text("a")] },
      { type: "quote", children: [text("b\nc")] },
      { type: "paragraph", children: [text("d")] },
      { type: "pre", text: "*x* <y>" },
      { type: "paragraph", children: [text("e")] },
    ]);
  });

  test("three marks quote everything behind them", () => {
    expect(parseMrkdwn("&gt;&gt;&gt; a\nb")).toEqual([{ type: "quote", children: [text("a\nb")] }]);
  });

  test("lists, numbers and # are plain text", () => {
    expect(inline("# a\n- b\n• c\n1. d")).toEqual([text("# a\n- b\n• c\n1. d")]);
  });

  test("a bare address becomes a link without the full stop behind it", () => {
    expect(inline("see https://a.example/x?y=1&amp;z=2.")).toEqual([
      text("see "),
      { type: "link", url: "https://a.example/x?y=1&z=2", children: [text("https://a.example/x?y=1&z=2")] },
      text("."),
    ]);
  });
});
