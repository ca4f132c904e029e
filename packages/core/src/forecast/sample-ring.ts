/** Length of one entry. */
export const BUCKET_S = 5;
/** 40 minutes and what the envelope needs before them, at one entry every 5 s; more where samples come more rarely. */
const CAPACITY = 520;

/** The highest level of each 5 s, newest last; constant memory. Indices are ages: 0 is the newest entry. */
export interface SampleRing {
  size(): number;
  /** Second of the entry's highest sample. */
  timeS(age: number): number;
  level(age: number): number;
  /** Opens a new entry or raises the newest one. */
  add(timeS: number, level: number): "opened" | "raised";
  clear(): void;
}

export function createSampleRing(): SampleRing {
  const times = new Float64Array(CAPACITY);
  const levels = new Float64Array(CAPACITY);
  let newest = CAPACITY - 1;
  let size = 0;
  let bucket = Number.NEGATIVE_INFINITY;
  const slot = (age: number) => (newest - age + CAPACITY) % CAPACITY;
  return {
    size: () => size,
    timeS: (age) => times[slot(age)] ?? 0,
    level: (age) => levels[slot(age)] ?? 0,
    add(timeS, level) {
      const index = Math.floor(timeS / BUCKET_S);
      const opens = index !== bucket;
      if (opens) {
        newest = (newest + 1) % CAPACITY;
        size = Math.min(size + 1, CAPACITY);
        bucket = index;
      }
      if (opens || level > (levels[newest] ?? 0)) {
        times[newest] = timeS;
        levels[newest] = level;
      }
      return opens ? "opened" : "raised";
    },
    clear() {
      size = 0;
      bucket = Number.NEGATIVE_INFINITY;
    },
  };
}
