import { NOT_AVAILABLE } from "./format.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LOCALE = "en-GB";

/** How long: "8 s", "3 min", "2 h 5 min", "4 d 3 h". A negative length (clocks differ) is "0 s". */
export function formatDuration(lengthMs: number | null): string {
  if (lengthMs === null) return NOT_AVAILABLE;
  const ms = Math.max(0, lengthMs);
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return withRest(`${Math.floor(ms / HOUR_MS)} h`, Math.floor((ms % HOUR_MS) / MINUTE_MS), "min");
  return withRest(`${Math.floor(ms / DAY_MS)} d`, Math.floor((ms % DAY_MS) / HOUR_MS), "h");
}

interface ClockFormats {
  day: Intl.DateTimeFormat;
  dayAndMonth: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
}

/** Making a format costs a thousand times what using it does. */
const formatsByZone = new Map<string | undefined, ClockFormats>();

function formatsOf(timeZone: string | undefined): ClockFormats {
  const known = formatsByZone.get(timeZone);
  if (known !== undefined) return known;
  const zone = timeZone === undefined ? {} : { timeZone };
  const made = {
    day: new Intl.DateTimeFormat(LOCALE, { dateStyle: "short", ...zone }),
    dayAndMonth: new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", ...zone }),
    time: new Intl.DateTimeFormat(LOCALE, { timeStyle: "medium", ...zone }),
  };
  formatsByZone.set(timeZone, made);
  return made;
}

/** Wall clock, with the date when that is not today's: "12:03:04", "20 Nov, 12:03:04". */
export function formatMoment(atMs: number, nowMs: number, timeZone?: string): string {
  const { day, dayAndMonth, time } = formatsOf(timeZone);
  if (day.format(atMs) === day.format(nowMs)) return time.format(atMs);
  return `${dayAndMonth.format(atMs)}, ${time.format(atMs)}`;
}

function withRest(large: string, rest: number, unit: string): string {
  return rest === 0 ? large : `${large} ${rest} ${unit}`;
}
