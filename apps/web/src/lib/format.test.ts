import { expect, test } from "vitest";
import { formatGib, formatMib, formatPct, formatPower, plural, withUnit } from "./format.ts";

const GIB = 2 ** 30;
const MIB = 2 ** 20;

test("memory is GiB of 2^30 bytes", () => {
  expect(formatGib(80 * GIB)).toBe("80.00");
  expect(formatGib(81_559 * MIB)).toBe("79.65");
  expect(formatGib(7_680 * GIB, 1)).toBe("7,680.0");
  expect(formatGib(0)).toBe("0.00");
});

test("MiB is exact to the driver's grain", () => {
  expect(formatMib(81_559 * MIB)).toBe("81,559");
});

test("what was not read is said so and never 0", () => {
  expect([formatGib(null), formatMib(null), formatPct(null), withUnit(null, "°C"), formatPower(null, 1)]).toEqual(
    Array.from({ length: 5 }, () => "n/a"),
  );
});

test("power is shown of its limit", () => {
  expect(formatPower(312_400, 700_000)).toBe("312/700 W");
  expect(formatPower(312_400, null)).toBe("312 W");
});

test("units and plurals", () => {
  expect(withUnit(1_980, "MHz")).toBe("1,980 MHz");
  expect(formatPct(97.6)).toBe("98%");
  expect(plural(1, "node")).toBe("1 node");
  expect(plural(1_200, "process", "processes")).toBe("1,200 processes");
});
