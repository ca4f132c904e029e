import { describe, expect, it } from "vitest";
import type { ForecastRange } from "./forecast.ts";
import { formatForecast } from "./format-forecast.ts";

const range = (lowS: number, midS: number, highS: number): ForecastRange => ({
  kind: "range",
  lowS,
  midS,
  highS,
  within600sRatio: 0.5,
  within3600sRatio: 0.9,
  aimBytes: 1,
});

describe("formatForecast", () => {
  it("says minutes as a range", () => {
    expect(formatForecast(range(370, 440, 530))).toBe("OOM in ~6-9 min");
  });

  it("says seconds below two minutes", () => {
    expect(formatForecast(range(42, 60, 88))).toBe("OOM in ~40-90 s");
    expect(formatForecast(range(80, 119, 140))).toBe("OOM in ~80-140 s");
    expect(formatForecast(range(80, 120, 140))).toBe("OOM in ~1-3 min");
  });

  it("is never a point", () => {
    expect(formatForecast(range(0, 0, 0))).toBe("OOM in ~0-5 s");
    expect(formatForecast(range(360, 360, 360))).toBe("OOM in ~6-7 min");
  });

  it("does not count beyond an hour", () => {
    expect(formatForecast(range(3_000, 3_601, 9_000))).toBe("OOM in > 1 h");
    expect(formatForecast(range(2_400, 3_500, 4_000))).toBe("OOM in ~40 min to > 1 h");
    expect(formatForecast(range(3_000, 3_400, 3_600))).toBe("OOM in ~50-60 min");
  });

  it("says why there is none", () => {
    expect(formatForecast({ kind: "none", reason: "start-up" })).toBe("no forecast: start-up");
  });
});
