import { labelAll, type LabelContext, type LabelledShape } from "./label-rules.ts";
import { joinShapes, runsOf } from "./runs-of-parts.ts";
import type { Shape } from "./shape.ts";
import type { Series } from "./straight-line.ts";

/** A level held this many samples is one, however often memory moves around it. */
const SETTLED_SAMPLES = 20;
/** A slope that lasts longer than teeth do is a phase of its own. */
const LONGEST_TOOTH_S = 150;
const LONGEST_TOOTH_STEPS = 30;
const LEAST_TEETH_PARTS = 6;
const LEAST_REVERSALS = 4;
const LEAST_MOVE_SHARE = 0.01;

/** Up and down again and again, too fast for phases: one part. */
export function joinTeeth(series: Series, shapes: readonly Shape[], context: LabelContext): Shape[] {
  const labelled = labelAll(shapes, context);
  const areTeeth = (item: LabelledShape, before: LabelledShape) => isTooth(item, context) && isTooth(before, context);
  return runsOf(labelled, areTeeth).flatMap((run) => {
    const parts = run.map(({ shape }) => shape);
    const reversalCount = reversals(parts, context);
    if (parts.length < LEAST_TEETH_PARTS || reversalCount < LEAST_REVERSALS) return parts;
    return [joinShapes(series, parts, reversalCount)];
  });
}

function isTooth({ shape, label }: LabelledShape, context: LabelContext): boolean {
  if (shape.sampleCount < SETTLED_SAMPLES) return true;
  if (label === "stable" || label === "idle") return false;
  return shape.durationS <= Math.max(LONGEST_TOOTH_S, LONGEST_TOOTH_STEPS * context.medianStepS);
}

/** Changes of direction in the path along the fitted lines, moves too small to see left out. */
function reversals(shapes: readonly Shape[], { noise }: LabelContext): number {
  const least = LEAST_MOVE_SHARE * noise.capacity;
  let [count, direction, last] = [0, 0, shapes[0]?.from ?? 0];
  for (const level of shapes.flatMap(({ from, to }) => [from, to])) {
    if (Math.abs(level - last) < least) continue;
    const next = Math.sign(level - last);
    if (direction !== 0 && next !== direction) count++;
    direction = next;
    last = level;
  }
  return count;
}
