import * as fc from "fast-check";
import { expect, test } from "vitest";
import { timeCell } from "./time-cell.ts";

const LAST_MS = Date.UTC(9_999, 11, 31, 23, 59, 59, 999);

test("dates are those of the calendar, in both ways of writing them", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST_MS }), (atMs) => {
      const iso = new Date(atMs).toISOString();
      expect(timeCell(iso, 1)).toEqual({ kind: "calendar", atS: expect.closeTo(atMs / 1_000, 4) as number });
      const smi = iso.replaceAll("-", "/").replace("T", " ").replace("Z", "");
      expect(timeCell(smi, 1)).toEqual(timeCell(iso, 1));
    }),
  );
});

test.each([
  "2026/02/29 10:00:00.000",
  "2026/04/31 10:00:00",
  "2026/00/10 10:00:00",
  "2026/01/10 24:00:00",
  "2026/01/10 10:60:00",
  "2026/01-10 10:00:00",
  "2026/01/10",
  "10:00:00",
  "2026/01/10 10:00:00 PST",
  "",
  "12 s",
  "1e13",
])("%j is no time", (cell) => {
  expect(timeCell(cell, 1)).toBeNull();
});

test.each([
  ["2024/02/29 00:00:00", Date.UTC(2024, 1, 29) / 1_000],
  ["2026-01-10T10:00:00+02:00", Date.UTC(2026, 0, 10, 8) / 1_000],
  ["2026-01-10T10:00:00.5-0130", Date.UTC(2026, 0, 10, 11, 30) / 1_000 + 0.5],
  ["2026-01-10 10:00:00 UTC", Date.UTC(2026, 0, 10, 10) / 1_000],
])("%j is %d", (cell, atS) => {
  expect(timeCell(cell, 1)).toEqual({ kind: "calendar", atS });
});
