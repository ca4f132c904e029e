/** How times of a log are shown. */
export interface LogClock {
  /** A moment: time of day where the log has dates, else time since its first second. */
  at: (atS: number) => string;
  /** A length of time. */
  lasting: (durationS: number) => string;
}

const DAY_S = 86_400;
const SHORT_S = 120;

export interface ClockSpan {
  startS: number;
  endS: number;
  /** Seconds since 1970 of second 0 of the log; null without dates. */
  startedAtS: number | null;
}

export function createLogClock({ startS, endS, startedAtS }: ClockSpan): LogClock {
  const spanS = endS - startS;
  const digits = spanS >= SHORT_S ? 0 : spanS >= 10 ? 1 : 3;
  if (startedAtS === null) return { at: (atS) => elapsedText(atS, digits), lasting: (s) => durationText(s, digits) };
  const isOneDay = Math.floor((startedAtS + startS) / DAY_S) === Math.floor((startedAtS + endS) / DAY_S);
  const at = (atS: number): string => {
    const text = dateText(startedAtS + atS, digits);
    return isOneDay ? text.slice(11) : text.slice(5);
  };
  return { at, lasting: (durationS) => durationText(durationS, digits) };
}

/** As the log's clock showed it: dates without a zone were read as if it were UTC's. */
export const startedAtText = (atS: number): string => dateText(atS, 3).replace(" ", "T");

/** "2026-01-31 23:59:59.999" */
function dateText(atS: number, digits: number): string {
  const unit = 10 ** digits;
  const iso = new Date(Math.round(atS * unit) * (1_000 / unit)).toISOString().replace("T", " ");
  return iso.slice(0, digits === 0 ? 19 : 20 + digits);
}

/** "1:02:03", "2:03.5"; large numbers, such as seconds since 1970, stay as the log has them. */
function elapsedText(atS: number, digits: number): string {
  if (atS < 0 || atS > 1_000 * DAY_S) return atS.toFixed(digits);
  const unit = 10 ** digits;
  const rounded = Math.round(atS * unit) / unit;
  const [hours, minutes] = [Math.floor(rounded / 3_600), Math.floor((rounded % 3_600) / 60)];
  const seconds = (rounded % 60).toFixed(digits).padStart(digits === 0 ? 2 : 3 + digits, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** The two largest units: "1 h 30 min", "4 min 10 s", "12 s", "0.25 s". */
function durationText(durationS: number, digits: number): string {
  if (durationS < 60) return `${Number(durationS.toFixed(digits))} s`;
  const whole = Math.round(durationS);
  if (whole >= DAY_S) return `${Math.floor(whole / DAY_S)} d${rest(Math.floor((whole % DAY_S) / 3_600), "h")}`;
  if (whole >= 3_600) return `${Math.floor(whole / 3_600)} h${rest(Math.floor((whole % 3_600) / 60), "min")}`;
  return `${Math.floor(whole / 60)} min${rest(whole % 60, "s")}`;
}

const rest = (count: number, unit: string): string => (count === 0 ? "" : ` ${count} ${unit}`);
