import { machine } from "node:os";
import { join } from "node:path";
import { sanitizeText } from "@vramfleet/core/sanitize";
import type { HostFacts, HostSource } from "../collect/host-source.ts";
import type { ProcPaths } from "./proc-paths.ts";
import { readSmallFileOrNull } from "./read-file.ts";
import { memInfoBytes, parseCpuInfo, parseLoadAverage, parseOsRelease, parseUptimeS } from "./system-files.ts";

/** The machine as its /proc describes it. Facts are read once, at the start. */
export function procHostSource(paths: ProcPaths): HostSource {
  const read = (name: string): string | null => readSmallFileOrNull(join(paths.proc, name));
  const line = (name: string): string | null => nonEmpty(read(name));
  const facts = readFacts(read, line, readSmallFileOrNull(paths.osRelease));
  return {
    facts: () => facts,
    read() {
      const [load1MinCount, load5MinCount, load15MinCount] = parseLoadAverage(read("loadavg"));
      return {
        memoryAvailableBytes: memInfoBytes(read("meminfo"), "MemAvailable"),
        load1MinCount,
        load5MinCount,
        load15MinCount,
        uptimeS: parseUptimeS(read("uptime")),
      };
    },
  };
}

type ReadText = (name: string) => string | null;

function readFacts(read: ReadText, line: ReadText, osRelease: string | null): HostFacts {
  const { cpuCount, cpuModel } = parseCpuInfo(read("cpuinfo"));
  return {
    hostname: line("sys/kernel/hostname") ?? "unknown",
    bootId: line("sys/kernel/random/boot_id"),
    os: nonEmpty(parseOsRelease(osRelease)),
    kernel: line("sys/kernel/osrelease"),
    architecture: machine(),
    cpuModel: nonEmpty(cpuModel),
    cpuCount,
    memoryTotalBytes: memInfoBytes(read("meminfo"), "MemTotal"),
  };
}

function nonEmpty(text: string | null): string | null {
  const clean = sanitizeText(text ?? "").trim();
  return clean === "" ? null : clean;
}
