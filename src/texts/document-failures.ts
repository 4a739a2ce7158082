/** Why a document could not be taken in, and the way to mend it. */

type Facts = Readonly<Record<string, string | number>>;

/** By the limit that was passed: `facts.limit` names it, `facts.allowed` says how much is allowed (bytes for sizes). */
export function tooLargeText({ limit, allowed }: Facts = {}): string {
  const next = "Split it or add just the part that matters.";
  const most = Number(allowed ?? Number.NaN);
  if (!Number.isFinite(most)) return `The file is too large.${limitText({ limit })} ${next}`;
  switch (limit) {
    case "size":
      return `The file is too large. (The limit is ${Math.round(most / 1024 / 1024)} MB.) ${next}`;
    case "pages":
      return `The file has too many pages. (The limit is ${most}.) ${next}`;
    case "passages":
      return `The file has too much text. (The limit is ${most} ${most === 1 ? "passage" : "passages"} of half a page at most.) ${next}`;
    case "characters":
      return `The file has too much text. (The limit is ${most} characters.) ${next}`;
    case "cells":
      return `The workbook is too large. (The limit is ${most} cells.) ${next}`;
    default:
      return `The file becomes too large when it is opened. ${next}`;
  }
}

/** `facts.named` is the ending of a name that promises what can be read. */
export function wrongTypeText({ named, limit }: Facts = {}): string {
  return named === undefined
    ? `This kind of file cannot be read.${limitText({ limit })} Save it as PDF, Word, Markdown or plain text and add that.`
    : `The file's name ends in .${named}, but what is in it is something else, or damaged. Open it on your computer, save it again and add that.`;
}

/** By `facts.reason`: what stood in the way of fetching. */
export function unavailableText({ reason, status, limit }: Facts = {}): string {
  switch (reason) {
    case "address":
      return "The address is not a public https page. Check it, or save the page as a file and add that.";
    case "status":
      return `The server answered with an error (${status}). Check that the page opens without signing in, then try again.`;
    case "redirects":
      return "The address leads in circles. Open it in a browser and add the address that it ends at.";
    case "network":
      return "The server could not be reached. Check the address, then try again.";
    case "external":
      return "The file is not kept by Slack but only linked from it. Download it and add it as a file.";
    case "signed-out":
      return "Slack does not let me read the file. Share it with me and try again, or upload it here.";
    default:
      return `The document cannot be fetched.${limitText({ limit })} Check that it still exists and is shared, then add it again.`;
  }
}

/** `facts.number` and `facts.title` name the other one. */
export function duplicateText({ number, title, limit }: Facts = {}): string {
  if (number === undefined) return `This file is here already.${limitText({ limit })} Add it anyway, or discard it.`;
  return `This is the same file as @${number} ${title ?? ""}. Add it anyway?`;
}

function limitText({ limit }: { limit: string | number | undefined }): string {
  return limit === undefined ? "" : ` (The limit is ${limit}.)`;
}
