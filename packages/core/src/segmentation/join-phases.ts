import { joinStairs } from "./join-stairs.ts";
import { LEAST_JUMP, type LabelContext, type LabelledShape } from "./label-rules.ts";
import { joinShapes, runsOf } from "./runs-of-parts.ts";
import type { SegmentLabel } from "./segment.ts";
import type { Shape } from "./shape.ts";
import type { Series } from "./straight-line.ts";

/** A rest this short, between two steps the same way, belongs to the climb: weights first, then what the work takes. */
const LONGEST_LANDING_S = 45;
const LANDING_SAMPLES = 3;
const RESTS: ReadonlySet<SegmentLabel> = new Set<SegmentLabel>(["stable", "growing", "shrinking"]);
/** Parts with one of these labels are one phase when they touch; two stable levels are two. */
const JOINED: ReadonlySet<SegmentLabel> = new Set<SegmentLabel>(["idle", "load", "volatile", "release"]);

/** What a person sees as one phase: a staircase of small steps, a load in several, neighbouring rests. */
export function joinPhases(series: Series, parts: readonly LabelledShape[], context: LabelContext): LabelledShape[] {
  const climbed = withoutLandings(joinStairs(series, parts, context), context);
  return runsOf(climbed, (part, before) => part.label === before.label && JOINED.has(part.label)).map((run) =>
    joinRun(series, run),
  );
}

function joinRun(series: Series, run: readonly [LabelledShape, ...LabelledShape[]]): LabelledShape {
  if (run.length === 1) return run[0];
  return {
    ...run[0],
    shape: joinShapes(
      series,
      run.map(({ shape }) => shape),
      0,
    ),
  };
}

function withoutLandings(parts: readonly LabelledShape[], context: LabelContext): LabelledShape[] {
  return parts.map((part, index) => {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    if (before === undefined || after === undefined) return part;
    if (before.label === "volatile" || after.label === "volatile") return part;
    return asLanding(part, { before: before.shape, after: after.shape }, LEAST_JUMP * context.noise.capacity);
  });
}

function asLanding(
  part: LabelledShape,
  { before, after }: { before: Shape; after: Shape },
  least: number,
): LabelledShape {
  const { shape } = part;
  if (!RESTS.has(part.label) || !isBrief(shape)) return part;
  const [came, goes] = [shape.mean - before.to, after.from - shape.mean];
  if (came >= least && goes >= least) return { shape, label: "load", rule: "fast_rise" };
  if (came <= -least && goes <= -least) return { shape, label: "release", rule: "fast_fall" };
  return part;
}

const isBrief = (shape: Shape): boolean => shape.durationS <= LONGEST_LANDING_S || shape.sampleCount <= LANDING_SAMPLES;
