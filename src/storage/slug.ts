/** How a title reads after an `@`. */

const longest = 80;

/**
 * "Security Handbook (2024)" becomes "security-handbook-2024". Letters keep their accents and scripts, since a person
 * types what the list shows. Never empty, and never a number alone: that would be read as an @number.
 */
export function slugOf(title: string): string {
  const slug = title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_]+/gu, "-")
    .slice(0, longest)
    .replace(/^[-_]+|[-_]+$/g, "");
  if (slug === "") return "document";
  return /^\d+$/.test(slug) ? `document-${slug}` : slug;
}
