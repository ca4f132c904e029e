/** Words for numbers. A reading that was not taken is "n/a", never 0. */
export const NOT_AVAILABLE = "n/a";

const BYTES_PER_GIB = 2 ** 30;
const BYTES_PER_MIB = 2 ** 20;
const LOCALE = "en-GB";

const gibFormats = [0, 1, 2].map(
  (digits) => new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
const wholeFormat = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });

/** Without the unit: "71.23". A GPU's memory has 2 digits after the point, a fleet's sum 1. */
export function formatGib(bytes: number | null, digits: 0 | 1 | 2 = 2): string {
  return bytes === null ? NOT_AVAILABLE : (gibFormats[digits] ?? wholeFormat).format(bytes / BYTES_PER_GIB);
}

/** Drivers count in MiB, so this is exact: "72,939". */
export function formatMib(bytes: number | null): string {
  return bytes === null ? NOT_AVAILABLE : wholeFormat.format(bytes / BYTES_PER_MIB);
}

export function formatCount(count: number | null): string {
  return count === null ? NOT_AVAILABLE : wholeFormat.format(count);
}

export function formatPct(pct: number | null): string {
  return pct === null ? NOT_AVAILABLE : `${Math.round(pct)}%`;
}

/** Whole watts without the unit. */
export function formatWatts(milliwatts: number | null): string {
  return milliwatts === null ? NOT_AVAILABLE : wholeFormat.format(milliwatts / 1_000);
}

/** "312/700 W"; the limit is left out where it is unknown. */
export function formatPower(milliwatts: number | null, limitMilliwatts: number | null): string {
  if (milliwatts === null) return NOT_AVAILABLE;
  return limitMilliwatts === null
    ? `${formatWatts(milliwatts)} W`
    : `${formatWatts(milliwatts)}/${formatWatts(limitMilliwatts)} W`;
}

/** With its unit: "64 °C", "1,980 MHz". */
export function withUnit(value: number | null, unit: string): string {
  return value === null ? NOT_AVAILABLE : `${wholeFormat.format(value)} ${unit}`;
}

export function formatLoad(load: number | null): string {
  return load === null ? NOT_AVAILABLE : load.toFixed(2);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
