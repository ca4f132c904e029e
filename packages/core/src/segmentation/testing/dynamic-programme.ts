import { costBetween } from "../squared-error.ts";
import { traceBack, type ChangeSearch } from "../functional-pruning.ts";

/** The definition itself: every last change is tried at every position, nothing is pruned. */
export const searchExhaustively: ChangeSearch = (cost, { penalty, minSize }) => {
  const total = new Float64Array(cost.length + 1).fill(Infinity);
  total[0] = -penalty;
  const previous = new Int32Array(cost.length + 1);
  for (let position = minSize; position <= cost.length; position++) {
    for (let from = 0; from <= position - minSize; from++) {
      const value = (total[from] ?? 0) + costBetween(cost, from, position) + penalty;
      if (value >= (total[position] ?? 0)) continue;
      total[position] = value;
      previous[position] = from;
    }
  }
  return traceBack(previous, cost.length);
};
