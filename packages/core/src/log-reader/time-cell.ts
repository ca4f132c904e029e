import { plainNumber, wholeNumber } from "./plain-number.ts";

/** `calendar`: date and time of day, as seconds since 1970 were the clock at UTC; `seconds`: a number, from any origin. */
export type TimeKind = "calendar" | "seconds";

export interface TimeReading {
  kind: TimeKind;
  atS: number;
}

/** Null for what is no time. @param unitS Seconds in one unit of a number. */
export function timeCell(cell: string, unitS: number): TimeReading | null {
  if (cell.charAt(CLOCK_START + 2) !== ":") {
    const number = plainNumber(cell);
    const atS = number === null ? Number.NaN : number * unitS;
    return Math.abs(atS) <= FARTHEST_S ? { kind: "seconds", atS } : null;
  }
  const dayS = dayOf(cell);
  const clockS = clockOf(cell);
  const restS = cell.length === CLOCK_END ? 0 : restOf(cell.slice(CLOCK_END));
  if (dayS === null || clockS === null || restS === null) return null;
  return { kind: "calendar", atS: dayS + clockS + restS };
}

/** 30,000 years. */
const FARTHEST_S = 1e12;

const CLOCK_START = 11;
const CLOCK_END = 19;

/** `2026/01/31` or `2026-01-31`, then a blank or T; null for a day that is in no calendar. */
function dayOf(cell: string): number | null {
  const marks = cell.charAt(4) + cell.charAt(7) + cell.charAt(10);
  if (!DAY_MARKS.includes(marks)) return null;
  const [year, month, day] = [wholeNumber(cell, 0, 4), wholeNumber(cell, 5, 7), wholeNumber(cell, 8, 10)];
  if (!isBetween(year, 1970, 9_999) || !isBetween(month, 1, 12)) return null;
  return isBetween(day, 1, daysOfMonth(year, month)) ? DAY_S * dayNumber(year, month, day) : null;
}

const DAY_S = 86_400;
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);

/** Days since 1970-01-01, Gregorian. A million dates are read; making a Date of each takes longer than all the rest. */
function dayNumber(year: number, month: number, day: number): number {
  // Years from March: the leap day comes last, and 153 days are every five months.
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return 365 * marchYear + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day - 1 - DAYS_TO_1970;
}

/** From 1 March of the year 0. */
const DAYS_TO_1970 = 719_468;

const DAY_MARKS = ["// ", "-- ", "--T", "//T"];

function clockOf(cell: string): number | null {
  const hour = wholeNumber(cell, CLOCK_START, CLOCK_START + 2);
  const minute = wholeNumber(cell, CLOCK_START + 3, CLOCK_START + 5);
  const second = wholeNumber(cell, CLOCK_START + 6, CLOCK_END);
  const fits = isBetween(hour, 0, 23) && isBetween(minute, 0, 59) && isBetween(second, 0, 60);
  return fits && cell.charAt(CLOCK_START + 5) === ":" ? hour * 3_600 + minute * 60 + second : null;
}

const isBetween = (value: number, low: number, high: number): boolean => value >= low && value <= high;

const REST = /^([.,]\d{1,9})? ?(Z|UTC|([+-])(\d{2}):?(\d{2}))?$/;

/** What follows the second: a fraction, and a zone that puts the clock at UTC. */
function restOf(text: string): number | null {
  const thousandths = text.length === 4 && text.startsWith(".") ? wholeNumber(text, 1, 4) : -1;
  if (thousandths !== -1) return thousandths / 1_000;
  const [found, fraction = ".0", , sign, hour = "0", minute = "0"] = REST.exec(text) ?? [];
  if (found === undefined) return null;
  const zoneS = Number(hour) * 3_600 + Number(minute) * 60;
  return Number(`0${fraction.replace(",", ".")}`) - (sign === "-" ? -zoneS : zoneS);
}

/** A number this large is no count of seconds since 1970, but of thousandths. */
const MOST_EPOCH_S = 1e11;

/** Seconds in the unit of a column of numbers whose title does not say it, from its first value. */
export const guessTimeUnitS = (value: number): number => (Math.abs(value) > MOST_EPOCH_S ? 0.001 : 1);
