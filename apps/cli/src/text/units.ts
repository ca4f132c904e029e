const MIB = 2 ** 20;
const GIB = 2 ** 30;
const NOT_AVAILABLE = "n/a";
/** 0.29 * 100 is a hair below 29. */
const FUZZ = 1e-9;

/** Memory in binary units, for people. */
export function memoryText(bytes: number | null): string {
  if (bytes === null) return NOT_AVAILABLE;
  return bytes < GIB ? `${Math.round(bytes / MIB)} MiB` : `${(bytes / GIB).toFixed(1)} GiB`;
}

/**
 * A share of 0..1 as a percentage; rounded down, so that a level's threshold is not shown as passed before it is.
 */
export const shareText = (ratio: number | null): string =>
  ratio === null ? NOT_AVAILABLE : `${Math.floor(ratio * 100 + FUZZ)} %`;

export const numberText = (value: number | null, unit: string): string =>
  value === null ? NOT_AVAILABLE : `${Math.round(value)} ${unit}`;

export function wattsText(usedMw: number | null, limitMw: number | null): string {
  const watts = (mw: number | null): string => (mw === null ? NOT_AVAILABLE : String(Math.round(mw / 1_000)));
  if (usedMw === null && limitMw === null) return NOT_AVAILABLE;
  return limitMw === null ? `${watts(usedMw)} W` : `${watts(usedMw)} / ${watts(limitMw)} W`;
}

/** The two largest units: "3 d 4 h", "5 min 10 s". */
export function ageText(ageMs: number | null): string {
  if (ageMs === null) return NOT_AVAILABLE;
  const s = Math.max(0, Math.floor(ageMs / 1_000));
  if (s >= 86_400) return `${Math.floor(s / 86_400)} d ${Math.floor((s % 86_400) / 3_600)} h`;
  if (s >= 3_600) return `${Math.floor(s / 3_600)} h ${Math.floor((s % 3_600) / 60)} min`;
  return s >= 60 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${s} s`;
}
