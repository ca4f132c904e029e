/** Why nothing can be said; every reason is a sentence a person can be shown (format-forecast.ts). */
export type NoForecastReason =
  | "unknown-total"
  | "too-few-data"
  | "start-up"
  | "release"
  | "gap"
  | "no-drift"
  | "jumps"
  | "volatile"
  | "saturating"
  | "too-far";

export interface ForecastRange {
  kind: "range";
  /** Seconds from the last sample; the true time lies in lowS..highS in 80 of 100 cases. */
  lowS: number;
  midS: number;
  highS: number;
  /** Probability, 0..1, of running out within 10 minutes and within 1 hour. */
  within600sRatio: number;
  within3600sRatio: number;
  /** Level at which the next request is expected not to fit. */
  aimBytes: number;
}

/** A range, or the reason there is none. Never a point. */
export type Forecast = { kind: "none"; reason: NoForecastReason } | ForecastRange;
