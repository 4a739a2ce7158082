/** What a list item is called when there is little room. */

/** What a list item is called: the part before its colon, or all of it without its afterthought. */
export function leadOf(item: string): string {
  const lead = /^([^:]{2,40}):\s/.exec(item)?.[1] ?? /^([^–—]{2,40})\s[–—]\s/.exec(item)?.[1];
  return lead === undefined ? shortened(item) : lead.trim();
}

/** Without an afterthought such as ", including …" or "(…)". */
function shortened(item: string): string {
  const afterthought =
    /(?:[,;]\s+(?:including|such as|even|not even|for example|e\.g\.|so that|because|which|who|also|auch|etwa|zum Beispiel|z\. ?B\.|weil|damit|die|der|das)\b.*|;.*|\s*\([^)]*\))$/iu;
  const bare = item.replace(afterthought, "");
  return (bare.split(" ").length >= 2 ? bare : item).replace(/[\s.,;:!]+$/, "");
}
