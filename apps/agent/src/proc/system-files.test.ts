import { expect, test } from "vitest";
import {
  bootTimeMs,
  memInfoBytes,
  parseCpuInfo,
  parseLoadAverage,
  parseOsRelease,
  parseUid,
  parseUptimeS,
} from "./system-files.ts";

test("meminfo counts in KiB", () => {
  const meminfo = "MemTotal:       65843020 kB\nMemFree:  1 kB\nMemAvailable:   41022312 kB\n";
  expect(memInfoBytes(meminfo, "MemTotal")).toBe(65_843_020 * 1_024);
  expect(memInfoBytes(meminfo, "MemAvailable")).toBe(41_022_312 * 1_024);
  expect(memInfoBytes("MemTotal: lots", "MemTotal")).toBeNull();
});

test("loads, uptime and boot time", () => {
  expect(parseLoadAverage("0.52 1.58 12.00 2/1034 12345\n")).toEqual([0.52, 1.58, 12]);
  expect(parseUptimeS("12345.67 45678.90\n")).toBe(12_345.67);
  expect(bootTimeMs("cpu  1 2 3\nbtime 1767225600\nprocesses 5\n")).toBe(1_767_225_600_000);
});

test.each([
  [
    "x86",
    "processor\t: 0\nmodel name\t: AMD EPYC 7763  64-Core\nprocessor\t: 1\nmodel name\t: AMD\n",
    2,
    "AMD EPYC 7763 64-Core",
  ],
  ["arm64, which names no model", "processor\t: 0\nBogoMIPS\t: 50.00\nCPU implementer\t: 0x41\n", 1, null],
  ["a Raspberry Pi", "processor\t: 0\n\nModel\t\t: Raspberry Pi 5\n", 1, "Raspberry Pi 5"],
])("cpuinfo of %s", (...[, cpuinfo, cpuCount, cpuModel]) => {
  expect(parseCpuInfo(cpuinfo)).toEqual({ cpuCount, cpuModel });
});

test("os-release values come with and without quotes", () => {
  expect(parseOsRelease('NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')).toBe(
    "Debian GNU/Linux 12 (bookworm)",
  );
  expect(parseOsRelease("NAME=Alpine\nID=alpine\n")).toBe("Alpine");
  expect(parseOsRelease('PRETTY_NAME="A \\"quoted\\" name"')).toBe('A "quoted" name');
});

test("the uid that counts is the effective one", () => {
  expect(parseUid("Name:\tx\nUid:\t1000\t0\t1000\t1000\n")).toBe(0);
});

test("what is missing is null", () => {
  expect([
    memInfoBytes(null, "MemTotal"),
    parseUptimeS(null),
    bootTimeMs(null),
    parseOsRelease(null),
    parseUid(null),
  ]).toEqual([null, null, null, null, null]);
  expect(parseLoadAverage(null)).toEqual([null, null, null]);
  expect(parseCpuInfo(null)).toEqual({ cpuCount: null, cpuModel: null });
});
