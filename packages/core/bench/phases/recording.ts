import type { Phase, PhaseSample } from "../../src/phase/phase.ts";
import type { SegmentLabel } from "../../src/segmentation/segment.ts";
import { segmentSeries } from "../../src/segmentation/segment-series.ts";

export interface Recording {
  name: string;
  samples: PhaseSample[];
}

/** What the whole recording, seen afterwards, says of each sample; null where the four phases have no word for it. */
export interface Hindsight {
  phases: (Phase | null)[];
  /** Changes of phase that lasted long enough to be noticed. */
  changes: { fromMs: number; toMs: number; phase: Phase }[];
}

const NOTICEABLE_MS = 60_000;

const PHASE_OF: Record<SegmentLabel, Phase | null> = {
  idle: "stable",
  stable: "stable",
  growing: "growing",
  shrinking: "shrinking",
  volatile: "volatile",
  load: null,
  release: null,
};

export function hindsightOf({ name, samples }: Recording): Hindsight {
  const segmented = segmentSeries({
    atS: samples.map(({ atMs }) => atMs / 1_000),
    usedBytes: samples.map(({ usedBytes }) => usedBytes ?? 0),
    totalBytes: samples[0]?.totalBytes ?? null,
  });
  if (!segmented.ok) throw new Error(`${name}: ${segmented.error.message}`);
  const judged = segmented.value.segments.map((segment) => ({ ...segment, phase: PHASE_OF[segment.label] }));
  return {
    phases: judged.flatMap(({ startIndex, endIndex, phase }) =>
      Array.from({ length: endIndex - startIndex }, () => phase),
    ),
    changes: changesOf(judged),
  };
}

interface Judged {
  phase: Phase | null;
  startS: number;
  endS: number;
}

function changesOf(judged: readonly Judged[]): Hindsight["changes"] {
  const known = judged.flatMap(({ phase, startS, endS }) =>
    phase === null ? [] : [{ phase, fromMs: 1_000 * startS, toMs: 1_000 * endS }],
  );
  const joined: Hindsight["changes"] = [];
  for (const part of known) {
    const last = joined.at(-1);
    if (last?.phase === part.phase) last.toMs = part.toMs;
    else joined.push(part);
  }
  return joined.slice(1).filter(({ fromMs, toMs }) => toMs - fromMs >= NOTICEABLE_MS);
}
