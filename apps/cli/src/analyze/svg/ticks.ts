const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;

// Steps a clock is read in.
const TIME_STEPS_S = [
  ...[0.001, 0.01, 0.1].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[1, MINUTE_S].flatMap((unit) => [1, 2, 5, 10, 15, 30].map((count) => count * unit)),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR_S),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * DAY_S),
];

/** Times to mark, at most `most`; `originS` moves the marks to whole hours of the day. */
export function timeTicks(span: { fromS: number; toS: number }, originS: number, most: number): number[] {
  const lengthS = span.toS - span.fromS;
  const stepS = TIME_STEPS_S.find((step) => lengthS / step <= most) ?? lengthS / most;
  const first = Math.ceil((span.fromS + originS) / stepS);
  const count = Math.floor((span.toS + originS) / stepS) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * stepS - originS);
}

const GIB = 2 ** 30;

/** Levels to mark from 0 up to the top: halves, wholes and doublings of MiB and GiB, as memory is sold. */
export function memoryTicks(topBytes: number, most: number): number[] {
  let stepBytes = GIB / 1_024;
  while (topBytes / stepBytes > most) stepBytes *= 2;
  return Array.from({ length: Math.floor(topBytes / stepBytes) + 1 }, (_, index) => index * stepBytes);
}
