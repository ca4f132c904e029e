import { costBetween } from "../squared-error.ts";
import { traceBack, type ChangeSearch } from "../functional-pruning.ts";

/**
 * Exact by pruning candidates whose total alone already exceeds the best (Killick, Fearnhead, Eckley 2012). With a
 * minimum length the verdict takes effect only when the position it compares with may itself be a change: pruning at
 * once loses optima. Quadratic where changes are few.
 */
// One recurrence, measured against the shipped search: kept in one piece.
// oxlint-disable-next-line complexity
export const searchByPelt: ChangeSearch = (cost, { penalty, minSize }) => {
  const { length } = cost;
  if (length === 0) return [];
  const total = new Float64Array(length + 1).fill(Infinity);
  total[0] = -penalty;
  const previous = new Int32Array(length + 1);
  const doomedFrom = new Int32Array(length + 1).fill(length + 1);
  const candidates = new Int32Array(length + 1);
  let size = 1;
  for (let position = minSize; position <= length; position++) {
    const entering = position - minSize;
    if (entering >= minSize) candidates[size++] = entering;
    let kept = 0;
    let least = Infinity;
    for (let index = 0; index < size; index++) {
      const from = candidates[index] ?? 0;
      if ((doomedFrom[from] ?? 0) <= position) continue;
      candidates[kept++] = from;
      const value = (total[from] ?? 0) + costBetween(cost, from, position) + penalty;
      if (value < least) {
        least = value;
        previous[position] = from;
      }
    }
    size = kept;
    total[position] = least;
    for (let index = 0; index < size; index++) {
      const from = candidates[index] ?? 0;
      const value = (total[from] ?? 0) + costBetween(cost, from, position);
      if (value >= least) doomedFrom[from] = Math.min(doomedFrom[from] ?? 0, position + minSize);
    }
  }
  return traceBack(previous, length);
};
