const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** node2 before node10. */
export function compareNames(left: string, right: string): number {
  return collator.compare(left, right) || (left < right ? -1 : Number(left > right));
}
