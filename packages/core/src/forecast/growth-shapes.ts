/**
 * Courses the growth may take, as functions of time t in seconds before (negative) and after now. `ahead` is the part
 * that goes on, with slope 1 at t = 0; `behind`, where there is one, is a former slope that ended.
 */
export interface GrowthShape {
  kind: "steady" | "accelerating" | "saturating" | "turned";
  prior: number;
  ahead: (t: number) => number;
  behind: ((t: number) => number) | null;
  /** Seconds before now at which a turned course turned. */
  turnS: number;
}

const STEADY: GrowthShape = { kind: "steady", prior: 0.4, ahead: (t) => t, behind: null, turnS: 0 };

/** Slopes that grow e-fold in this many seconds; faster growth could not be told from a turn. */
const FASTER_SCALES_S = [300, 500, 850, 1_400, 2_400];
/** Slopes that shrink e-fold in this many seconds. */
const SLOWER_SCALES_S = [120, 200, 350, 600, 1_000, 1_700];

const bent = (kind: "accelerating" | "saturating", scaleS: number): GrowthShape => {
  const sign = kind === "accelerating" ? 1 : -1;
  return {
    kind,
    prior: kind === "accelerating" ? 0.1 / FASTER_SCALES_S.length : 0.2 / SLOWER_SCALES_S.length,
    // The bound keeps far times finite.
    ahead: (t) => sign * scaleS * Math.expm1(Math.min(40, (sign * t) / scaleS)),
    behind: null,
    turnS: 0,
  };
};

/** Growth as a power of time that began with slope 0 so many seconds ago. */
const squared = (agoS: number): GrowthShape => ({
  kind: "accelerating",
  prior: 0.1 / FASTER_SCALES_S.length,
  ahead: (t) => (t < -agoS ? -agoS / 2 : t + (t * t) / (2 * agoS)),
  behind: null,
  turnS: 0,
});

/** Ages of a turn, seconds. */
const TURNS_S = [45, 65, 95, 140, 200, 300, 450, 700, 1_050, 1_600];

const turned = (turnS: number): GrowthShape => ({
  kind: "turned",
  prior: 0.2 / TURNS_S.length,
  ahead: (t) => Math.max(t, -turnS),
  behind: (t) => Math.min(t + turnS, 0),
  turnS,
});

const ALWAYS = [
  STEADY,
  ...FASTER_SCALES_S.map((scaleS) => bent("accelerating", scaleS)),
  ...SLOWER_SCALES_S.map((scaleS) => bent("saturating", scaleS)),
  ...FASTER_SCALES_S.map((scaleS) => squared(2 * scaleS)),
];

/** All courses worth trying on `spanS` seconds of history. */
export function growthShapes(spanS: number): GrowthShape[] {
  return [...ALWAYS, ...TURNS_S.filter((turnS) => turnS < 0.85 * spanS).map(turned)];
}
