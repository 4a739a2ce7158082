/** Takes the Markdown fence off a JSON object that a model was asked for in words alone, while it streams. */

/**
 * @returns a function that takes the next piece of text and returns what of it belongs to the object: what stands before
 * its first brace goes, and so does everything from the closing fence on. (Inside JSON strings line breaks are escaped, so
 * a line that begins with ``` can only be the fence.)
 */
export function createUnfencer(): (text: string) => string {
  let begun = false;
  let ended = false;
  let held = "";
  return (text) => {
    if (ended) return "";
    let rest = held + text;
    held = "";
    if (!begun) {
      const start = rest.indexOf("{");
      if (start < 0) return "";
      begun = true;
      rest = rest.slice(start);
    }
    const fence = rest.search(/\n[ \t\r\n]*```/);
    if (fence >= 0) {
      ended = true;
      return rest.slice(0, fence);
    }
    const open = /\n[ \t\r\n]*`{0,2}$/.exec(rest)?.index ?? rest.length;
    held = rest.slice(open);
    return rest.slice(0, open);
  };
}
