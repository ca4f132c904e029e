import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Forecast, ForecastRange } from "./forecast.ts";
import { createForecaster, type Forecaster } from "./forecaster.ts";

const GIB = 2 ** 30;
const TOTAL = 80 * GIB;

/** Shares of 80 GiB, one a second from `fromS` on. */
function feed(forecaster: Forecaster, fromS: number, shares: readonly number[]): void {
  shares.forEach((share, i) =>
    forecaster.observe({ atMs: (fromS + i) * 1_000, usedBytes: share * TOTAL, totalBytes: TOTAL }),
  );
}
const line = (seconds: number, from: number, perMin: number) =>
  Array.from({ length: seconds }, (_, s) => from + (perMin * s) / 60);
const said = (shares: readonly number[]): Forecast => {
  const forecaster = createForecaster();
  feed(forecaster, 0, shares);
  return forecaster.forecast();
};
const rangeOf = (forecast: Forecast): ForecastRange => {
  if (forecast.kind === "none") throw new Error(`expected a range, got none: ${forecast.reason}`);
  return forecast;
};

describe("what it forecasts", () => {
  it("a leak: 20 % left at 2 % a minute is about 10 minutes", () => {
    const range = rangeOf(said(line(600, 0.59, 0.02)));
    expect(range.midS).toBeGreaterThan(580);
    expect(range.midS).toBeLessThan(620);
    expect(range.lowS).toBeLessThan(range.midS);
    expect(range.highS).toBeGreaterThan(range.midS);
    expect(range.aimBytes).toBe(Math.round(0.99 * TOTAL));
  });

  it("the peaks of a sawtooth, and not its middle", () => {
    const teeth = line(1_500, 0.5, 0.01).map((share, s) => share + 0.1 * ((s % 30) / 29));
    const range = rangeOf(said(teeth));
    // Peaks are at 85 % and need 14 % more.
    expect(range.midS).toBeGreaterThan(780);
    expect(range.midS).toBeLessThan(900);
  });

  it("aims below the total by the largest request seen", () => {
    const steps = Array.from({ length: 1_200 }, (_, s) => 0.3 + 0.02 * Math.floor(s / 60));
    expect(rangeOf(said(steps)).aimBytes / TOTAL).toBeCloseTo(0.98, 6);
  });

  it("accelerating growth earlier than a straight line does", () => {
    const level = (s: number) => 0.2 + 0.79 * Math.exp((s - 2_400) / 400);
    const shares = Array.from({ length: 2_100 }, (_, s) => level(s));
    const slopePerS = level(2_100) - level(2_099);
    const straightS = (0.99 - level(2_099)) / slopePerS;
    const { midS } = rangeOf(said(shares));
    expect(straightS).toBeGreaterThan(420);
    expect(midS).toBeGreaterThan(240);
    expect(midS).toBeLessThan(360);
  });
});

describe("what it does not forecast", () => {
  const reason = (shares: readonly number[]) => {
    const forecast = said(shares);
    return forecast.kind === "none" ? forecast.reason : "range";
  };

  it("less than 90 seconds", () => {
    expect(reason(line(90, 0.3, 0.02))).toBe("too-few-data");
  });

  it("a load to a plateau", () => {
    const load = [...line(60, 0, 0), ...line(56, 0, 1), ...line(600, 0.94, 0)];
    for (const seconds of [80, 100, 120, 150, 250, 600]) {
      expect(["too-few-data", "start-up", "no-drift"]).toContain(reason(load.slice(0, seconds)));
    }
    expect(reason(load.slice(0, 130))).toBe("start-up");
  });

  it("a server that takes everything at once", () => {
    expect(reason([...line(120, 0.01, 0), ...line(300, 0.9, 0)])).toBe("no-drift");
  });

  it("teeth that go nowhere", () => {
    expect(reason(line(1_800, 0.8, 0).map((share, s) => share + 0.1 * ((s % 40) / 39)))).toBe("no-drift");
  });

  it("models that come and go", () => {
    const swaps = Array.from({ length: 3_600 }, (_, s) => [0.1, 0.6, 0.9, 0.3][Math.floor(s / 300) % 4] ?? 0);
    for (let s = 100; s < 3_600; s += 100) expect(reason(swaps.slice(0, s))).not.toBe("range");
  });

  it("growth that dies away below the limit", () => {
    const shares = Array.from({ length: 1_500 }, (_, s) => 0.8 - 0.4 * Math.exp(-s / 400));
    expect(reason(shares)).toBe("saturating");
  });

  it("a device that does not say how much it has", () => {
    const forecaster = createForecaster();
    forecaster.observe({ atMs: 0, usedBytes: GIB, totalBytes: null });
    expect(forecaster.forecast()).toEqual({ kind: "none", reason: "unknown-total" });
  });

  it("across missing samples", () => {
    const forecaster = createForecaster();
    feed(forecaster, 0, line(600, 0.3, 0.02));
    feed(forecaster, 1_200, line(60, 0.7, 0.02));
    expect(forecaster.forecast()).toEqual({ kind: "none", reason: "gap" });
  });
});

describe("any input", () => {
  const strange = fc.oneof(
    { weight: 5, arbitrary: fc.double({ min: 0, max: TOTAL, noNaN: true }) },
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, -1e300, 1e300, 5e-324, 0),
  );
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 5_000 }) },
    fc.constantFrom(0, -1, -1_000, -3_600_000, 60_000, 86_400_000, Number.NaN, Number.POSITIVE_INFINITY, 1e300),
  );
  const samples = fc.array(
    fc.tuple(step, strange, fc.constantFrom(TOTAL, TOTAL, TOTAL, null, 0, -1, Number.NaN, 5e-324)),
    {
      maxLength: 300,
    },
  );

  it("neither throws nor gives anything but numbers in order", () => {
    fc.assert(
      fc.property(samples, fc.double({ min: -0.05, max: 0.05, noNaN: true }), (list, perMin) => {
        const forecaster = createForecaster();
        feed(forecaster, 0, line(200, 0.5, perMin));
        let atMs = 200_000;
        for (const [stepMs, usedBytes, totalBytes] of list) {
          forecaster.observe({ atMs: atMs + stepMs, usedBytes, totalBytes });
          if (Number.isFinite(stepMs)) atMs = Math.min(8e15, atMs + stepMs);
          expectSound(forecaster.forecast());
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  function expectSound(forecast: Forecast): void {
    if (forecast.kind === "none") return;
    const { lowS, midS, highS, within600sRatio, within3600sRatio, aimBytes } = forecast;
    expect(lowS).toBeGreaterThanOrEqual(0);
    expect(midS).toBeGreaterThanOrEqual(lowS);
    expect(highS).toBeGreaterThanOrEqual(midS);
    expect(highS).toBeLessThan(31 * 86_400);
    for (const ratio of [within600sRatio, within3600sRatio]) {
      expect(ratio).toBeGreaterThanOrEqual(0);
      expect(ratio).toBeLessThanOrEqual(1);
    }
    expect(within3600sRatio).toBeGreaterThanOrEqual(within600sRatio);
    expect(aimBytes).toBeGreaterThan(0);
  }

  it("repeated samples change nothing", () => {
    const once = createForecaster();
    const twice = createForecaster();
    line(600, 0.4, 0.03).forEach((share, s) => {
      const sample = { atMs: s * 1_000, usedBytes: share * TOTAL, totalBytes: TOTAL };
      once.observe(sample);
      twice.observe(sample);
      twice.observe(sample);
    });
    expect(once.forecast()).toEqual(twice.forecast());
  });

  it("a clock set back by an hour starts anew and forecasts again", () => {
    const forecaster = createForecaster();
    feed(forecaster, 7_200, line(300, 0.3, 0.02));
    feed(forecaster, 3_600, line(60, 0.4, 0.02));
    expect(forecaster.forecast().kind).toBe("none");
    feed(forecaster, 3_660, line(240, 0.42, 0.02));
    expect(forecaster.forecast().kind).toBe("range");
  });
});

it("a crash ends the forecast with the very sample that shows it", () => {
  const forecaster = createForecaster();
  const totalBytes = 24_564 * 2 ** 20;
  const observe = (second: number, usedMib: number) =>
    forecaster.observe({ atMs: second * 1_000, usedBytes: usedMib * 2 ** 20, totalBytes });
  for (let second = 0; second < 1_900; second += 1) observe(second, 9_000 + 8 * second);
  expect(forecaster.forecast().kind).toBe("range");
  observe(1_900, 470);
  expect(forecaster.forecast()).toEqual({ kind: "none", reason: "release" });
});
