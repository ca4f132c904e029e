import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, release, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { procHostSource } from "./proc-host-source.ts";
import { procPaths } from "./proc-paths.ts";

function hostAt(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), "vramfleet-host-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const source = procHostSource({ proc: root, passwd: "", osRelease: join(root, "os-release") });
    return { facts: source.facts(), reading: source.read(0) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("facts and readings come from the given root", () => {
  const { facts, reading } = hostAt({
    "sys/kernel/hostname": "gpu\u001b[31m-box\n",
    "sys/kernel/osrelease": "6.1.0-18-amd64\n",
    "sys/kernel/random/boot_id": "6d4b8b5e-0000-4000-8000-000000000001\n",
    cpuinfo: "processor\t: 0\nmodel name\t: CPU X\nprocessor\t: 1\nmodel name\t: CPU X\n",
    meminfo: "MemTotal: 2048 kB\nMemAvailable: 1024 kB\n",
    loadavg: "1.00 2.00 3.00 1/1 1\n",
    uptime: "12.50 1.00\n",
    "os-release": 'PRETTY_NAME="Debian"\n',
  });
  expect(facts).toMatchObject({
    hostname: "gpu-box",
    bootId: "6d4b8b5e-0000-4000-8000-000000000001",
    os: "Debian",
    kernel: "6.1.0-18-amd64",
    cpuModel: "CPU X",
    cpuCount: 2,
    memoryTotalBytes: 2_097_152,
  });
  expect(reading).toEqual({
    memoryAvailableBytes: 1_048_576,
    load1MinCount: 1,
    load5MinCount: 2,
    load15MinCount: 3,
    uptimeS: 12.5,
  });
});

test("what is not there is null, and the node still has a name", () => {
  const { facts, reading } = hostAt({});
  expect(facts).toMatchObject({ hostname: "unknown", bootId: null, os: null, kernel: null, cpuCount: null });
  expect(new Set(Object.values(reading))).toEqual(new Set([null]));
});

test("this machine's own /proc", () => {
  const source = procHostSource(procPaths());
  expect(source.facts()).toMatchObject({ hostname: hostname(), kernel: release(), memoryTotalBytes: totalmem() });
  expect(source.facts().bootId).toMatch(/^[0-9a-f-]{36}$/);
  expect(source.read(0).memoryAvailableBytes).toBeGreaterThan(0);
  expect(source.read(0).uptimeS).toBeGreaterThan(0);
});
