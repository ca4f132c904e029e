/**
 * The value at `rank` (0 is the smallest) as if sorted, in linear time. Reorders `values`: afterwards no value before
 * `rank` is larger than it and none after is smaller. Values must not be NaN.
 */
export function selectInPlace(values: Float64Array, rank: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    // Three values apart keep the cut near the middle for sorted and for patterned input.
    const pivot = middle(values[low] ?? 0, values[(low + high) >>> 1] ?? 0, values[high] ?? 0);
    const [left, right] = partition(values, { low, high }, pivot);
    if (rank <= left) high = left;
    else if (rank >= right) low = right;
    else return pivot;
  }
  return values[rank] ?? Number.NaN;
}

/** Splits a range at a pivot; what lies between the two indices returned equals it. */
function partition(values: Float64Array, range: { low: number; high: number }, pivot: number): [number, number] {
  let [left, right] = [range.low, range.high];
  while (left <= right) {
    while ((values[left] ?? 0) < pivot) left++;
    while ((values[right] ?? 0) > pivot) right--;
    if (left > right) break;
    const swapped = values[left] ?? 0;
    values[left++] = values[right] ?? 0;
    values[right--] = swapped;
  }
  return [right, left];
}

const middle = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/** Leaves the input as it is. NaN for no values; the upper of two middle values. */
export function medianOf(values: Float64Array): number {
  return values.length === 0 ? Number.NaN : selectInPlace(values.slice(), values.length >>> 1);
}
