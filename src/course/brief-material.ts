/** "Make a course from this: …": what follows is material to teach, and says nothing about the course. */

const pointing = [
  /^(?:(?:please|make|create|build|write|me|us)\s+)*(?:an?\s+)?(?:short\s+)?(?:(?:course|training|workshop)\s+)?(?:from|out\s+of)\s+this(?:\s+(?:conversation|discussion|thread|message|text))?\s*:\s*/iu,
  /^(?:(?:bitte|mache?|erstelle?|schreibe?|mir|uns)\s+)*(?:daraus|hieraus|aus\s+diese[mr]\s+\p{L}+)\s+(?:einen?|eine)\s+(?:kurs|schulung|training|workshop)\s*:\s*/iu,
];

/** Where the material begins; 0 where nothing points at any. */
export function materialStart(prompt: string): number {
  const lengths = pointing.map((pattern) => pattern.exec(prompt)?.[0].length ?? 0);
  const start = Math.max(...lengths);
  return prompt.slice(start).trim() === "" ? 0 : start;
}
