/** Values and windows in the time of a scenario. */

/** Seconds of the scenario's time are since the first nvmlInit of the process, or since `startMs`. */
export type Series = number | { mode: "linear" | "step"; points: readonly (readonly [atS: number, value: number])[] };

/** From `fromS` (absent: always was) until before `toS` (absent: for ever). */
export interface TimeWindow {
  fromS?: number;
  toS?: number;
}
