/** What the elements of HTML mean for the text of a page. */

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** Nothing inside of these is text of the document. */
export const silentElements = names(
  "script style noscript template iframe object svg canvas audio video select button textarea datalist dialog annotation map rp rt",
);

/** Elements that stand on lines of their own: text before and after them is another paragraph. */
export const blockElements = names(
  "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul caption h1 h2 h3 h4 h5 h6 title",
);

/** Elements around the content of a page rather than in it. */
const surroundingElements = names("nav footer aside search menu");
const surroundingRoles = names(
  "navigation contentinfo banner search complementary menu menubar dialog alertdialog tablist",
);
const surroundingClasses = names(
  "nav navbar navigation nav-bar site-nav main-nav sidebar side-bar menu breadcrumb breadcrumbs footer site-footer page-footer site-header cookie cookies cookie-banner banner share sharing social related advert ads ad toc skip-link noprint navbox mw-editsection printfooter catlinks mw-jump-link mw-hidden-catlinks vector-menu vector-header sphinxsidebar mw-portlet mw-indicators vector-dropdown vector-page-toolbar interlanguage-links",
);

/** Marks inside of a line that belong to the page: links to the heading itself, "edit", the numbers of references. */
const marginalClasses = names("headerlink anchor-link mw-editsection mw-jump-link skip-link sr-only visually-hidden");

export type Attributes = Readonly<Record<string, string>>;

/** Whether an element stands around the content: for certain ("tag"), by the class it is given ("class"), or not. */
export function surrounding(name: string, attributes: Attributes, isInContent: boolean): "tag" | "class" | null {
  if (surroundingElements.has(name)) return "tag";
  if (name === "header" && !isInContent) return "tag";
  const role = attributes.role?.trim().toLowerCase();
  if (role !== undefined && surroundingRoles.has(role)) return "tag";
  if (name === "body" || name === "html" || name === "main" || name === "article") return null;
  for (const token of `${attributes.class ?? ""} ${attributes.id ?? ""}`.toLowerCase().split(/\s+/)) {
    if (surroundingClasses.has(token)) return "class";
  }
  return null;
}

/** Whether an element inside of a line says nothing of the document. */
export function isMarginal(name: string, attributes: Attributes): boolean {
  const classes = attributes.class;
  if (classes === undefined) return false;
  if (name === "sup" && /\breference\b/.test(classes)) return true;
  return classes.split(/\s+/).some((token) => marginalClasses.has(token));
}

/** Whether an element is not shown. */
export function isUnseen(attributes: Attributes): boolean {
  if (attributes.hidden !== undefined || attributes["aria-hidden"]?.toLowerCase() === "true") return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? "");
}

/** The level of a heading element; null for any other. */
export function headingLevel(name: string, attributes: Attributes): number | null {
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) return Number(level);
  if (attributes.role !== "heading") return null;
  return Number.parseInt(attributes["aria-level"] ?? "2", 10) || 2;
}
