/** Normal distribution function; absolute error below 1e-7 (Abramowitz and Stegun 26.2.17). */
export function normalCdf(z: number): number {
  const x = Math.abs(z);
  if (x > 8) return z > 0 ? 1 : 0;
  const k = 1 / (1 + 0.231_641_9 * x);
  const tail =
    0.398_942_28 *
    Math.exp((-x * x) / 2) *
    k *
    (0.319_381_530 + k * (-0.356_563_782 + k * (1.781_477_937 + k * (-1.821_255_978 + k * 1.330_274_429))));
  return z > 0 ? 1 - tail : tail;
}

/** Student's t distribution function for `freedom` > 1, by its normal approximation (good to 0.01 from 3 on). */
export function studentCdf(t: number, freedom: number): number {
  return normalCdf((t * (1 - 1 / (4 * freedom))) / Math.sqrt(1 + (t * t) / (2 * freedom)));
}
