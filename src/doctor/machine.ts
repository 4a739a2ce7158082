/** This machine: its Node, and the folder where things are kept. */
import { access, constants, mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { CoursewrightError } from "../errors.ts";
import { lockDataDirectory } from "../storage/data-directory-lock.ts";
import { doctorTexts } from "../texts/doctor.ts";
import { type Finding, mend, ok } from "./finding.ts";

const oldestNode = 24;

/** @param version such as "v24.1.0" */
export function checkNode(version: string): Finding {
  const { about, right, old } = doctorTexts.node;
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
  return major >= oldestNode ? ok(about, right(version)) : mend(about, old(version, oldestNode));
}

/** Makes the folder where it is missing, as the start would. */
export async function checkDataDirectory(path: string): Promise<Finding> {
  const { about, right, inUse, closed } = doctorTexts.dataDirectory;
  const folder = resolve(path);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const lock = await lockDataDirectory(folder);
    await lock.release();
    return ok(about, right(folder));
  } catch (error) {
    const taken = error instanceof CoursewrightError && error.cause === undefined;
    return taken ? ok(about, inUse(folder)) : mend(about, closed(folder));
  }
}
