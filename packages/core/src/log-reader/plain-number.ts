const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NUMBER_CHARACTERS = "0123456789.+-";

/** A decimal number as people and programs write it; null for anything else. */
export function plainNumber(text: string): number | null {
  const whole = wholeNumber(text, 0, text.length);
  if (whole !== -1) return whole;
  if (!NUMBER_CHARACTERS.includes(text.charAt(0)) || !DECIMAL.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** More digits than a number keeps exactly. */
const MOST_DIGITS = 15;
const ZERO = 48;
const NINE = 57;

/** The digits from `start` up to `end` as a number; -1 where there is none, or anything else among them. */
export function wholeNumber(text: string, start: number, end: number): number {
  if (end <= start || end - start > MOST_DIGITS || end > text.length) return -1;
  let value = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > NINE) return -1;
    value = value * 10 + code - ZERO;
  }
  return value;
}
