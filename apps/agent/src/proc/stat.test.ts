import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStat } from "./stat.ts";

const line = (comm: string, startTicks: number | string) =>
  `4711 (${comm}) S 1 4711 4711 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 ${startTicks} 99 100 18446744073709551615 0\n`;

test.each(["python", "a b", "((", "))", ") S 1 (", "", "x) R 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 77 1"])(
  "a process named %j does not shift the fields",
  (comm) => {
    expect(parseStat(line(comm, 815_423))).toEqual({ comm, startTicks: 815_423 });
  },
);

test("any name is read back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 15 }), fc.nat(), (comm, startTicks) => {
      expect(parseStat(line(comm, startTicks))).toEqual({ comm, startTicks });
    }),
  );
});

test.each(["", "4711", "4711 (python", "4711 (python) S 1 2 3", line("python", "-5"), line("python", "x")])(
  "%j is not taken for a process",
  (text) => {
    expect(parseStat(text)).toBeNull();
  },
);

test("this process's own line is understood", () => {
  const stat = parseStat(readFileSync("/proc/self/stat", "utf8"));
  expect(stat?.comm).not.toBe("");
  expect(stat?.startTicks).toBeGreaterThan(0);
});
