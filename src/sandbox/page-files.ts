import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The libraries that the page may import, by bare name: where each begins below /modules/. The import map in
 * `page/index.html` repeats these lines (`"preact": "/modules/preact/dist/preact.mjs"`, …).
 */
export const pageModules = {
  preact: "preact/dist/preact.mjs",
  "preact/hooks": "preact/hooks/dist/hooks.mjs",
  htm: "htm/dist/htm.mjs",
  "htm/preact": "htm/preact/index.mjs",
  "slack-to-html": "slack-to-html/dist/index.mjs",
  "slack-to-html/emoji": "slack-to-html/dist/emoji.mjs",
} as const;

/** The packages below /modules/ from which `.mjs` files are served: the entries above import their own neighbours. */
const servedPackages = ["preact", "htm", "slack-to-html"] as const;

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ts": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

type PageFile = { body: Buffer; contentType: string; headers: Record<string, string> };
export type PageFiles = { read(path: string): Promise<PageFile | null> };

/**
 * Serves the browser's half of the sandbox without a build step: `/`, `/page/*` (TypeScript becomes JavaScript by
 * blanking out the types, so line numbers stay) and `/modules/*`. Paths outside of these answer null.
 */
export function createPageFiles(): PageFiles {
  const pageFolder = fileURLToPath(new URL("./page/", import.meta.url));
  const packageFolders = new Map(servedPackages.map((name) => [name, packageFolder(name)] as const));

  async function readPage(name: string): Promise<PageFile | null> {
    const bytes = await readFile(join(pageFolder, name)).catch(() => null);
    if (bytes === null) return null;
    const extension = extname(name);
    if (extension === ".ts") return file(Buffer.from(toJavaScript(bytes.toString("utf8"))), extension);
    if (extension !== ".html") return file(bytes, extension);
    return file(bytes, extension, { "content-security-policy": contentSecurityPolicy(bytes.toString("utf8")) });
  }

  async function readModule(path: string): Promise<PageFile | null> {
    for (const [name, folder] of packageFolders) {
      if (!path.startsWith(`${name}/`) || extname(path) !== ".mjs") continue;
      const bytes = await readFile(join(folder, path.slice(name.length + 1))).catch(() => null);
      return bytes === null ? null : file(bytes, ".mjs");
    }
    return null;
  }

  return {
    async read(path) {
      // The path comes from a parsed URL, but an encoded slash or dot must not climb out of the folder either.
      const segments = path.split("/").slice(1);
      if (segments.some((segment) => !/^[\w@][\w@.-]*$/.test(segment)) && path !== "/") return null;
      if (path === "/") return readPage("index.html");
      const rest = segments.slice(1).join("/");
      if (segments[0] === "page") return extname(rest) in contentTypes ? readPage(rest) : null;
      if (segments[0] === "modules") return readModule(rest);
      return null;
    },
  };
}

function file(body: Buffer, extension: string, headers: Record<string, string> = {}): PageFile {
  return { body, contentType: contentTypes[extension] ?? "application/octet-stream", headers };
}

/** The folder of a package: its entry point is asked for, since not every package lets its package.json be. */
function packageFolder(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  const marker = join("node_modules", name);
  return entry.slice(0, entry.lastIndexOf(marker) + marker.length);
}

/** Node prints "experimental" once for this function; it says nothing that whoever runs the demo could act on. */
function toJavaScript(source: string): string {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Scripts come from this origin alone; the inline import map is let in by its hash. */
function contentSecurityPolicy(html: string): string {
  const inline = [...html.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = inline.map(
    ([, text]) =>
      `'sha256-${createHash("sha256")
        .update(text ?? "")
        .digest("base64")}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
