import { describe, expect, it } from "vitest";
import type { EnvelopeNodes } from "./envelope-nodes.ts";
import { fitMixture, type FitMixture } from "./fit-mixture.ts";
import { createRng } from "../synth/rng.ts";

const nodesOf = (levelAt: (t: number) => number, spanS = 900): EnvelopeNodes => {
  const timeS = Float64Array.from({ length: 60 }, (_, i) => -spanS + ((i + 1) * spanS) / 60);
  return { count: 60, timeS, level: timeS.map(levelAt), rises: 59, falls: 0, pathRatio: 1, riseGapS: 15 };
};
const weightOf = (mixture: FitMixture, kind: string) =>
  mixture.fits.filter((fit) => fit.shape.kind === kind).reduce((sum, fit) => sum + fit.weight, 0);
const slopeOf = (mixture: FitMixture) => mixture.fits.reduce((sum, fit) => sum + fit.weight * fit.slope, 0);
const PAGE = 1e-5;

describe("fitMixture", () => {
  it("gives a line its slope and calls it steady", () => {
    const rng = createRng(1);
    const mixture = fitMixture(
      nodesOf((t) => 0.8 + 1e-4 * t + 1e-4 * (rng.next() - 0.5)),
      PAGE,
    );
    expect(slopeOf(mixture)).toBeCloseTo(1e-4, 6);
    expect(weightOf(mixture, "steady")).toBeGreaterThan(0.8);
  });

  it("tells growth that speeds up, dies away and has turned", () => {
    expect(
      weightOf(
        fitMixture(
          nodesOf((t) => 0.5 * Math.exp(t / 400)),
          PAGE,
        ),
        "accelerating",
      ),
    ).toBeGreaterThan(0.9);
    expect(
      weightOf(
        fitMixture(
          nodesOf((t) => 0.9 - 0.1 * Math.exp(-t / 400)),
          PAGE,
        ),
        "saturating",
      ),
    ).toBeGreaterThan(0.9);
    const ended = fitMixture(
      nodesOf((t) => 0.9 + 2e-4 * Math.min(0, t + 300)),
      PAGE,
    );
    expect(slopeOf(ended)).toBeLessThan(5e-5);
  });

  it("is less sure of the slope of growth by random requests than of that of a line with passing noise", () => {
    const rng = createRng(2);
    let level = 0.2;
    const requests = fitMixture(
      nodesOf(() => (level += rng.next() < 0.5 ? 0 : 0.006 * rng.next())),
      PAGE,
    );
    const noise = fitMixture(
      nodesOf((t) => 0.3 + 1e-4 * t + 0.003 * (rng.next() - 0.5)),
      PAGE,
    );
    const sdOf = (mixture: FitMixture) => mixture.fits.reduce((sum, fit) => sum + fit.weight * fit.slopeSd, 0);
    expect(sdOf(requests)).toBeGreaterThan(3 * sdOf(noise));
  });

  it("has weights that sum to 1", () => {
    const mixture = fitMixture(
      nodesOf((t) => 0.8 + 1e-4 * t),
      PAGE,
    );
    expect(mixture.fits.reduce((sum, fit) => sum + fit.weight, 0)).toBeCloseTo(1, 9);
  });
});
