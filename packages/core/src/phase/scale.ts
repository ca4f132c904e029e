import { followClimb, startClimb, type Climb, type Instant } from "./climb.ts";
import type { Threshold } from "./thresholds.ts";

/** Where memory changed direction. */
export interface Turn {
  kind: "top" | "bottom";
  atMs: number;
  bytes: number;
}

/** Movement as seen at one size: what is smaller does not exist for it. Constant memory. */
export interface Scale {
  up: Climb;
  /** Levels negated. */
  down: Climb;
  /** Newest last, tops and bottoms in turn. */
  turns: readonly Turn[];
  /** Where the middle between top and bottom goes; null before there are two turns. */
  middle: Middle | null;
}

export interface Middle {
  up: Climb;
  /** Levels negated. */
  down: Climb;
}

/** Three legs between them, and the leg memory is on. */
const MOST_TURNS = 6;

export const startScale = (bytes: number, at: Pick<Instant, "atMs" | "sample">): Scale => ({
  up: startClimb(bytes, at),
  down: startClimb(-bytes, at),
  turns: [],
  middle: null,
});

/** The scale after a level that was held: what lies before it is no up and down any more. */
export const settle = (scale: Scale): Scale => ({ ...scale, turns: [], middle: null });

export function followScale(scale: Scale, now: Instant, threshold: Threshold): Scale {
  const up = followClimb(scale.up, now, threshold);
  const down = followClimb(scale.down, { ...now, bytes: -now.bytes }, threshold);
  let { turns } = scale;
  if (up.turned) turns = withTurn(turns, { kind: "top", atMs: scale.up.edgeAtMs, bytes: scale.up.edgeBytes });
  if (down.turned) turns = withTurn(turns, { kind: "bottom", atMs: scale.down.edgeAtMs, bytes: -scale.down.edgeBytes });
  const middle = turns === scale.turns ? scale.middle : followMiddle({ ...scale, turns }, now, threshold);
  return { up: up.climb, down: down.climb, turns, middle };
}

/** A middle that moves by less than this share of the legs around it has not moved: no two legs are alike. */
const MIDDLE_TURN_SHARE = 0.2;
const MIDDLE_MOVE_SHARE = 0.07;

/** Thresholds for the middle between the newest two turns. */
export function middleThreshold(turns: readonly Turn[], threshold: Threshold): Threshold {
  const [before, last] = [turns.at(-2), turns.at(-1)];
  const legBytes = before === undefined || last === undefined ? 0 : Math.abs(last.bytes - before.bytes);
  return {
    turnBytes: Math.max(threshold.turnBytes / 4, MIDDLE_TURN_SHARE * legBytes),
    moveBytes: Math.max(threshold.moveBytes / 4, MIDDLE_MOVE_SHARE * legBytes),
  };
}

function followMiddle({ turns, middle }: Scale, now: Instant, threshold: Threshold): Middle | null {
  const [before, last] = [turns.at(-2), turns.at(-1)];
  if (before === undefined || last === undefined) return null;
  const bytes = (before.bytes + last.bytes) / 2;
  if (middle === null) return { up: startClimb(bytes, now), down: startClimb(-bytes, now) };
  const sizes = middleThreshold(turns, threshold);
  return {
    up: followClimb(middle.up, { ...now, bytes }, sizes).climb,
    down: followClimb(middle.down, { ...now, bytes: -bytes }, sizes).climb,
  };
}

/** Two turns of a kind in a row are one: the farther. */
function withTurn(turns: readonly Turn[], turn: Turn): readonly Turn[] {
  const last = turns.at(-1);
  if (last?.kind !== turn.kind) return [...turns.slice(-(MOST_TURNS - 1)), turn];
  const farther = turn.kind === "top" ? turn.bytes > last.bytes : turn.bytes < last.bytes;
  return farther ? [...turns.slice(0, -1), turn] : turns;
}
