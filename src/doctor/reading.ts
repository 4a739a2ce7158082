/** Whether documents can be read here: each is read by a process of its own, which may see the program's folders alone. */
import { createExtractor } from "../knowledge/extract/extractor.ts";
import { doctorTexts } from "../texts/doctor.ts";
import { type Finding, mend, ok } from "./finding.ts";

const page = "<!doctype html><title>A page</title><p>A sentence that can be read.</p>";

/** Reads a small page as a document would be. */
export async function checkReading(): Promise<Finding> {
  const { about, right, broken } = doctorTexts.reading;
  try {
    await createExtractor({}).extract({ bytes: new TextEncoder().encode(page), fileName: "page.html" });
    return ok(about, right);
  } catch {
    return mend(about, broken);
  }
}
