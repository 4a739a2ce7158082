/**
 * One process a data folder. The lock is a listening socket in it: when its process dies, however it dies, nobody
 * answers there any more. (A pid file says nothing in containers, where every process has the same pid.)
 *
 * Every starter listens under a name of its own that is never used again, and looks at the others' only then. So of two
 * that start at once at least one sees the other, and removing the socket of a dead process can never hit a live one.
 */
import { mkdir, mkdtemp, readdir, rename, rm, symlink } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { customAlphabet } from "nanoid";
import { CoursewrightError } from "../errors.ts";

export type DataDirectoryLock = { release(): Promise<void> };

/**
 * What a socket answers: its process has the folder, or is still looking whether it may. Without a timely answer it has;
 * one that hangs up without a word is ending.
 */
type Standing = "held" | "starting" | "ending" | "dead";

const nameOf = /^\.lock\.[0-9a-z]+\.sock$/;
const newName = customAlphabet("0123456789abcdefghijklmnopqrstuvwxyz", 12);
/** The path of a socket may have 108 bytes on Linux and 104 on macOS. */
const longestPath = 100;
const answerWithin = 2_000;
const lookAgainAfter = 20;
const longestWait = 10_000;

/**
 * Locks the folder (made when missing) until `release` or the end of the process.
 * @throws CoursewrightError `invalid_input` when another process has it
 */
export async function lockDataDirectory(path: string): Promise<DataDirectoryLock> {
  const folder = resolve(path);
  await mkdir(folder, { recursive: true });
  const short = await shortPathTo(folder);
  const name = `.lock.${newName()}.sock`;
  let standing: "held" | "starting" = "starting";
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(standing);
  });
  const release = async () => {
    await closeServer(server);
    await rm(join(folder, name), { force: true });
  };

  try {
    // Made under another name: it may not be seen before it listens, or it would be taken for a dead one.
    const unseen = `.new${name}`;
    await listen(server, join(short.path, unseen));
    await rename(join(folder, unseen), join(folder, name));
    if (await isTaken(folder, short.path, name)) {
      throw new CoursewrightError(
        "invalid_input",
        `another Coursewright process is using the data folder ${folder}: stop it, or set DATA_DIR to another folder`,
      );
    }
    standing = "held";
    return { release };
  } catch (error) {
    await release();
    throw error;
  } finally {
    // A socket is found by its file; the way that it was made is needed no more.
    await short.remove();
  }
}

/** Looks at all other sockets until none is alive, removing the dead. Of two that are starting, the first by name goes on. */
async function isTaken(folder: string, path: string, own: string): Promise<boolean> {
  const deadline = performance.now() + longestWait;
  for (;;) {
    const others = (await readdir(folder)).filter((name) => nameOf.test(name) && name !== own);
    let mustWait = false;
    for (const other of others) {
      const standing = await ask(join(path, other));
      if (standing === "dead") await rm(join(folder, other), { force: true });
      else if (standing === "held" || (standing === "starting" && other < own)) return true;
      else mustWait = true;
    }
    if (!mustWait) return false;
    if (performance.now() > deadline) return true;
    await new Promise((again) => setTimeout(again, lookAgainAfter));
  }
}

function ask(path: string): Promise<Standing> {
  return new Promise((tell) => {
    const socket = connect(path);
    let answer = "";
    socket.setEncoding("utf8");
    socket.setTimeout(answerWithin, () => {
      socket.destroy();
      tell("held");
    });
    socket.on("data", (part) => {
      answer += part;
    });
    socket.on("end", () => tell(answer === "held" || answer === "starting" ? answer : "ending"));
    socket.on("error", (error) => {
      const gone = "code" in error && (error.code === "ECONNREFUSED" || error.code === "ENOENT");
      const ending = "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
      tell(gone ? "dead" : ending ? "ending" : "held");
    });
  });
}

/** Where a socket's path would be too long, the folder gets a short name in the temporary folder. */
async function shortPathTo(folder: string): Promise<{ path: string; remove(): Promise<void> }> {
  if (Buffer.byteLength(join(folder, `.new.lock.${"x".repeat(12)}.sock`)) <= longestPath) {
    return { path: folder, remove: async () => undefined };
  }
  const parent = await mkdtemp(join(tmpdir(), "cw-"));
  const path = join(parent, "d");
  await symlink(folder, path);
  return { path, remove: () => rm(parent, { recursive: true, force: true }) };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((listening, refuse) => {
    server.once("error", (cause) =>
      refuse(new CoursewrightError("invalid_input", `cannot lock the data folder with a socket at ${path}`, { cause })),
    );
    server.listen(path, () => {
      server.unref();
      listening();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
  });
}
