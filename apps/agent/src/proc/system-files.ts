// Parsers of /proc's files about the machine as a whole (proc(5)) and of os-release(5). What is not there is null.

const decimal = (text: string | undefined): number | null =>
  text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;

/** A line of /proc/meminfo, which counts in KiB. */
export function memInfoBytes(meminfo: string | null, key: "MemTotal" | "MemAvailable"): number | null {
  const kib = decimal(new RegExp(`^${key}:\\s+(\\d+) kB$`, "m").exec(meminfo ?? "")?.[1]);
  return kib === null ? null : kib * 1_024;
}

/** Mean numbers of runnable tasks over 1, 5 and 15 minutes. */
export function parseLoadAverage(loadavg: string | null): [number | null, number | null, number | null] {
  const [one, five, fifteen] = (loadavg ?? "").split(" ");
  return [decimal(one), decimal(five), decimal(fifteen)];
}

/** Seconds since boot. */
export function parseUptimeS(uptime: string | null): number | null {
  return decimal((uptime ?? "").split(" ")[0]);
}

/** Wall clock at boot, from /proc/stat; whole seconds. */
export function bootTimeMs(stat: string | null): number | null {
  const seconds = decimal(/^btime (\d+)$/m.exec(stat ?? "")?.[1]);
  return seconds === null ? null : seconds * 1_000;
}

/** Logical CPUs, and the model where the architecture tells it. */
export function parseCpuInfo(cpuinfo: string | null): { cpuCount: number | null; cpuModel: string | null } {
  const text = cpuinfo ?? "";
  const cpuCount = text.match(/^processor\s*:/gm)?.length ?? null;
  const model = /^(?:model name|Model|cpu model|Hardware|cpu)\s*:\s*(.+)$/m.exec(text)?.[1];
  return { cpuCount, cpuModel: model?.replaceAll(/\s+/g, " ").trim() ?? null };
}

/** The distribution's name with its version. */
export function parseOsRelease(osRelease: string | null): string | null {
  const value = (key: string): string | null => {
    const raw = new RegExp(`^${key}=(.*)$`, "m").exec(osRelease ?? "")?.[1]?.trim();
    if (raw === undefined || raw === "") return null;
    return raw.replace(/^(["'])(.*)\1$/, "$2").replaceAll(/\\(["'$`\\])/g, "$1");
  };
  return value("PRETTY_NAME") ?? value("NAME");
}

/** Effective uid, from /proc/<pid>/status. */
export function parseUid(status: string | null): number | null {
  return decimal(/^Uid:\s+\d+\s+(\d+)\s/m.exec(status ?? "")?.[1]);
}
