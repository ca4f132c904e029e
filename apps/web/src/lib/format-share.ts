import { healthLevel } from "@vramfleet/core/memory-health";
import { NOT_AVAILABLE } from "./format.ts";

const MAX_DIGITS = 2;

/**
 * A share as whole percent, with as many digits more as it takes not to contradict its level (0.904 is critical, which
 * "90%" would not be) nor to call full what is not.
 */
export function formatShare(shareRatio: number | null): string {
  if (shareRatio === null) return NOT_AVAILABLE;
  const pct = shareRatio * 100;
  const level = healthLevel(shareRatio);
  for (let digits = 0; digits <= MAX_DIGITS; digits += 1) {
    const text = pct.toFixed(digits);
    if (healthLevel(Number(text) / 100) === level && agreesOnFull(text, shareRatio)) return `${text}%`;
  }
  return `${(Math.floor(pct * 100) / 100).toFixed(MAX_DIGITS)}%`;
}

function agreesOnFull(text: string, shareRatio: number): boolean {
  return shareRatio >= 1 || Number(text) < 100;
}
