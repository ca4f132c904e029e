import { createRng, type Rng } from "../src/synth/rng.ts";

/** A series to segment, in MiB, and what is in it. */
export interface BenchSeries {
  shape: string;
  /** Shown beside the series the targets are set for; not counted with them. */
  extra?: boolean;
  samplesMib: Float64Array;
}

const NOISE_SD_MIB = 20;
const WEEK_S = 604_800;

function gaussian(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}

/** Levels of 10 to 70 GiB with noise on every sample: nothing for runs to gain. */
export function levelsWithNoise(length: number, changeCount: number): BenchSeries {
  const rng = createRng(length + changeCount);
  const levels = Array.from({ length: changeCount + 1 }, () => rng.between(10_240, 71_680));
  const samplesMib = Float64Array.from(
    { length },
    (_, index) => (levels[Math.floor((index * levels.length) / length)] ?? 0) + NOISE_SD_MIB * gaussian(rng),
  );
  return { shape: changeCount === 0 ? "no change" : `${changeCount} changes`, samplesMib };
}

export function rampWithNoise(length: number): BenchSeries {
  const rng = createRng(length);
  const samplesMib = Float64Array.from(
    { length },
    (_, index) => 5_000 + (70_000 * index) / length + NOISE_SD_MIB * gaussian(rng),
  );
  return { shape: "ramp", samplesMib };
}

/** A leak without noise beside the 2 MiB steps of the driver: every start stays in the running for long. */
export function quietLeak(length: number): BenchSeries {
  const rng = createRng(length);
  const samplesMib = Float64Array.from(
    { length },
    (_, index) => 2 * Math.round((5_000 + (70_000 * index) / length + 2 * gaussian(rng)) / 2),
  );
  return { shape: "quiet leak", extra: true, samplesMib };
}

/** A sawtooth in the 2 MiB steps of the driver. */
export function sawtooth(length: number): BenchSeries {
  const rng = createRng(length);
  const samplesMib = Float64Array.from(
    { length },
    (_, index) => 20_000 + 2 * Math.round(15 * (index % 60) + 5 * gaussian(rng)),
  );
  return { shape: "sawtooth", samplesMib };
}

/** A week at 1 Hz: jobs of 5 to 60 minutes, each at its level, every tenth sample one or two driver steps off it. */
export function weekOfPlateaus(): BenchSeries {
  const rng = createRng(7);
  const samplesMib = new Float64Array(WEEK_S);
  let [levelMib, until] = [500, 0];
  for (let second = 0; second < WEEK_S; second++) {
    if (second >= until) {
      until = second + rng.whole(300, 3_600);
      levelMib = rng.next() < 0.3 ? 500 : 2 * rng.whole(4_000, 38_000);
    }
    samplesMib[second] = levelMib + (rng.next() < 0.1 ? 2 * rng.whole(-2, 2) : 0);
  }
  return { shape: "plateaus", samplesMib };
}
