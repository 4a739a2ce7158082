/** What a page is called until it says so itself. */

/** "https://example.org/handbook/travel.html" becomes "example.org/handbook/travel". For a text that is no address: the text. */
export function linkTitle(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address.slice(0, 150);
  const path = url.pathname.replace(/\/+$/, "").replace(/\.[a-z]{3,5}$/i, "");
  return `${url.hostname.replace(/^www\./, "")}${decoded(path)}`.slice(0, 150);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
