import type { GpuMemory } from "@vramfleet/core/snapshot";

// A driver in trouble answers success with nonsense (all bits set, a temperature of 511 °C); such a value is no reading.

const MAX_TEMPERATURE_C = 250;
const MIN_TEMPERATURE_C = -100;
/** No board draws or clocks near these. */
const MAX_POWER_MW = 100_000_000;
const MAX_CLOCK_MHZ = 100_000;

function within(value: number | null, min: number, max: number): number | null {
  return value !== null && value >= min && value <= max ? value : null;
}

export const plausiblePct = (value: number | null): number | null => within(value, 0, 100);
export const plausibleTemperatureC = (value: number | null): number | null =>
  within(value, MIN_TEMPERATURE_C, MAX_TEMPERATURE_C);
export const plausiblePowerMw = (value: number | null): number | null => within(value, 0, MAX_POWER_MW);
export const plausibleClockMhz = (value: number | null): number | null => within(value, 0, MAX_CLOCK_MHZ);
export const plausibleBytes = (value: number | null): number | null =>
  within(value, 0, Number.MAX_SAFE_INTEGER) === null || !Number.isInteger(value) ? null : value;

/** A total of 0 comes from boards without memory of their own: there is nothing to show. */
export function plausibleMemory(memory: GpuMemory | null): GpuMemory | null {
  if (memory === null || memory.totalBytes === 0) return null;
  const { totalBytes, usedBytes, freeBytes, reservedBytes } = memory;
  const parts = [totalBytes, usedBytes, freeBytes, reservedBytes ?? 0];
  const consistent = usedBytes <= totalBytes && freeBytes <= totalBytes && (reservedBytes ?? 0) <= totalBytes;
  return consistent && parts.every((bytes) => plausibleBytes(bytes) !== null) ? memory : null;
}
