const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type RangeKey = "15m" | "1h" | "6h" | "24h";

interface HistoryRange {
  lengthMs: number;
  words: string;
  /** Buckets asked for: 1, 5, 30 and 120 s each. */
  pointsCount: number;
}

export const HISTORY_RANGES: Record<RangeKey, HistoryRange> = {
  "15m": { lengthMs: 15 * MINUTE_MS, words: "15 minutes", pointsCount: 900 },
  "1h": { lengthMs: HOUR_MS, words: "hour", pointsCount: 720 },
  "6h": { lengthMs: 6 * HOUR_MS, words: "6 hours", pointsCount: 720 },
  "24h": { lengthMs: 24 * HOUR_MS, words: "24 hours", pointsCount: 720 },
};

export const RANGE_OPTIONS = [
  { value: "15m", label: "15 min" },
  { value: "1h", label: "1 h" },
  { value: "6h", label: "6 h" },
  { value: "24h", label: "24 h" },
] as const satisfies readonly { value: RangeKey; label: string }[];

const DEFAULT_RANGE: RangeKey = "1h";

/** Anything unknown in the address is the default. */
export function parseRange(text: string | null): RangeKey {
  return RANGE_OPTIONS.find(({ value }) => value === text)?.value ?? DEFAULT_RANGE;
}
