export interface Gap {
  fromMs: number;
  toMs: number;
}

/** Stretches of a window without samples, the ones before the first and after the last bucket too. */
export function findGaps(buckets: Buckets, window: Gap): Gap[] {
  const gaps: Gap[] = [];
  let openMs: number | null = window.fromMs;
  for (const [index, atMs] of buckets.atMs.entries()) {
    if (buckets.values[index] === null || buckets.values[index] === undefined) {
      openMs ??= atMs;
      continue;
    }
    if (openMs !== null && atMs > openMs) gaps.push({ fromMs: openMs, toMs: atMs });
    openMs = null;
  }
  const endMs = (buckets.atMs.at(-1) ?? window.fromMs) + buckets.stepMs;
  const tailMs = openMs ?? endMs;
  if (tailMs < window.toMs) gaps.push({ fromMs: tailMs, toMs: window.toMs });
  return gaps.filter((gap) => gap.toMs - gap.fromMs > buckets.stepMs * NOTICEABLE_BUCKETS);
}

/** A bucket may be empty only because its sample came a moment late. */
const NOTICEABLE_BUCKETS = 2;

interface Buckets {
  stepMs: number;
  atMs: readonly number[];
  values: readonly (number | null)[];
}
