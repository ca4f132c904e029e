import { defaultPenalty } from "./default-penalty.ts";
import { driftOf } from "./drift.ts";
import { joinPhases } from "./join-phases.ts";
import { joinTeeth } from "./join-teeth.ts";
import { isEven, labelAll, type LabelContext, type LabelledShape } from "./label-rules.ts";
import { partitionIntoLines } from "./line-partition.ts";
import { momentsOf } from "./moments.ts";
import type { NoiseLevel } from "./noise-level.ts";
import type { MeanSegmentation } from "./segment-means.ts";
import type { Segment } from "./segment.ts";
import { shapeOf, type Part, type Shape } from "./shape.ts";
import type { Series } from "./straight-line.ts";
import type { Stretch, Timeline } from "./timeline.ts";

/** Result of the first stage, and what the second needs beside it. */
export interface FirstStage {
  values: Float64Array;
  timeline: Timeline;
  noise: NoiseLevel;
  /** One for each stretch of the timeline. */
  means: MeanSegmentation[];
  stage: "mean" | "line";
  penalty: number;
}

/** A level must last this many samples to be the lowest one held. */
const LEAST_HELD_SAMPLES = 4;

const LEAST_LINE_SAMPLES = 5;

/** Second stage: levels joined into lines and phases, each labelled. With stage `mean` every level is labelled by itself. */
export function describePhases(first: FirstStage): Segment[] {
  const { values, timeline, means, stage } = first;
  const series: Series = { atS: timeline.atS, values };
  const shapes = timeline.stretches.map((stretch, index) =>
    shapesOf(series, stretch, { ...first, ends: means[index]?.changePoints ?? [] }),
  );
  const context = contextOf(first, shapes.flat());
  return shapes.flatMap((parts) => {
    const labelled =
      stage === "mean"
        ? labelAll(parts, context)
        : joinPhases(series, labelAll(joinTeeth(series, parts, context), context), context);
    return labelled.map((part, index) => toSegment(part, labelled[index - 1] ?? null, first));
  });
}

function shapesOf(
  series: Series,
  stretch: Stretch,
  { stage, penalty, ends }: FirstStage & { ends: number[] },
): Shape[] {
  const levels = ends.map((end, index): Part => ({
    start: ends[index - 1] ?? stretch.start,
    end,
    meanSegmentCount: 1,
  }));
  if (stage === "mean") return levels.map((part) => shapeOf(series, part));
  let first = 0;
  return partitionIntoLines(momentsOf(series, stretch, ends), penalty).flatMap((part) => {
    const joined = levels.slice(first, first + part.meanSegmentCount);
    first += part.meanSegmentCount;
    return (isLine(part, series) ? [part] : joined).map((kept) => shapeOf(series, kept));
  });
}

/** A few samples lie on a line by chance, and a step between two levels is no slope. */
const isLine = ({ start, end }: Part, { values }: Series): boolean =>
  end - start >= LEAST_LINE_SAMPLES && isEven(driftOf(values, start, end));

function contextOf({ values, noise, timeline }: FirstStage, shapes: readonly Shape[]): LabelContext {
  const held = shapes.filter((shape) => shape.sampleCount >= LEAST_HELD_SAMPLES);
  return {
    noise,
    penalty: defaultPenalty(noise.sd, values.length),
    lowest: (held.length > 0 ? held : shapes).reduce((least, { mean }) => Math.min(least, mean), Infinity),
    highest: shapes.reduce((most, { max }) => Math.max(most, max), -Infinity),
    medianStepS: timeline.medianStepS ?? 0,
  };
}

function toSegment({ shape, label, rule }: LabelledShape, before: LabelledShape | null, first: FirstStage): Segment {
  const { atS } = first.timeline;
  return {
    startIndex: shape.start,
    endIndex: shape.end,
    startS: atS[shape.start] ?? 0,
    endS: atS[shape.end - 1] ?? 0,
    label,
    meanBytes: shape.mean,
    minBytes: shape.min,
    maxBytes: shape.max,
    slopeBytesPerS: shape.slope,
    evidence: {
      rule,
      sampleCount: shape.sampleCount,
      durationS: shape.durationS,
      riseBytes: shape.rise,
      residualSdBytes: shape.residualSd,
      noiseSdBytes: first.noise.sd,
      stepBytes: before === null ? null : shape.from - before.shape.to,
      meanSegmentCount: shape.meanSegmentCount,
      reversalCount: shape.reversalCount,
      driftScore: shape.drift?.score ?? null,
    },
  };
}
