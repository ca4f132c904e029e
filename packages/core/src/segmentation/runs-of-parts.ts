import { shapeOf, type Shape } from "./shape.ts";
import type { Series } from "./straight-line.ts";

/** Splits a list into runs of neighbours, each as long as `belongs` accepts the next item after the one before it. */
export function runsOf<T>(items: readonly T[], belongs: (item: T, before: T) => boolean): [T, ...T[]][] {
  const runs: [T, ...T[]][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && belongs(item, before)) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** Neighbouring parts as one, measured anew. */
export function joinShapes(series: Series, shapes: readonly Shape[], reversalCount: number): Shape {
  const part = {
    start: shapes[0]?.start ?? 0,
    end: shapes.at(-1)?.end ?? 0,
    meanSegmentCount: shapes.reduce((sum, shape) => sum + shape.meanSegmentCount, 0),
  };
  return shapeOf(series, part, reversalCount);
}
