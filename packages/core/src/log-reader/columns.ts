import { MIB, unitBytes } from "./memory-cell.ts";

/** What a column tells about a row. */
export type ColumnRole =
  "time" | "used" | "total" | "free" | "reserved" | "index" | "uuid" | "bus" | "board" | "process" | "other";

export interface Column {
  role: ColumnRole;
  /** As the log writes it. */
  title: string;
  /** Bytes of a number without a unit, in columns of memory. */
  bytesPerUnit: number;
  /** Seconds of a number in the column of time; null where the title does not say. */
  secondsPerUnit: number | null;
}

const MEMORY = String.raw`(?:(?:fb_)?(?:gpu_|device_)?(?:memory|mem|vram|fb)_)`;
const ROLES: readonly [RegExp, ColumnRole][] = [
  [/^(timestamp|time|date|datetime|ts|t|at|elapsed|seconds|unix_time|epoch|wall_time)$/, "time"],
  [new RegExp(`^(${MEMORY}?used|used_(gpu_)?(memory|mem|vram)|(gpu_)?(vram|memory|mem))$`), "used"],
  [new RegExp(`^(${MEMORY}?total|total_(memory|mem|vram)|capacity)$`), "total"],
  [new RegExp(`^(${MEMORY}?free|free_(memory|mem|vram))$`), "free"],
  [new RegExp(`^(${MEMORY}?reserved)$`), "reserved"],
  [/^(gpu_|slot_|device_)?(index|idx)$|^(gpu|device|slot)(_id)?$|^slotindex$/, "index"],
  [/^(gpu_)?uuid$/, "uuid"],
  [/^(pci_|gpu_)?bus_id$/, "bus"],
  [/^(gpu_)?name$/, "board"],
  [/^(pid|process_name)$/, "process"],
];

const SECONDS = new Map([
  ["s", 1],
  ["sec", 1],
  ["secs", 1],
  ["seconds", 1],
  ["ms", 0.001],
  ["us", 1e-6],
  ["ns", 1e-9],
]);

/** Understands `memory.used [MiB]`, `used_mib`, `Used (GiB)`, `time_s`, `timestamp`. */
export function columnOf(title: string): Column {
  const { base, unit } = splitTitle(title);
  const role = ROLES.find(([pattern]) => pattern.test(base))?.[1] ?? "other";
  if (unit === null) return { role, title, bytesPerUnit: MIB, secondsPerUnit: null };
  const bytes = unitBytes(unit);
  const seconds = SECONDS.get(unit) ?? null;
  const fits = fitsRole(role, { bytes, seconds });
  return { role: fits ? role : "other", title, bytesPerUnit: bytes ?? MIB, secondsPerUnit: seconds };
}

/** `utilization.memory [%]` is not memory, whatever it is called. */
function fitsRole(role: ColumnRole, unit: { bytes: number | null; seconds: number | null }): boolean {
  if (role === "time") return unit.seconds !== null;
  return !isMemory(role) || unit.bytes !== null;
}

const isMemory = (role: ColumnRole): boolean =>
  role === "used" || role === "total" || role === "free" || role === "reserved";

function splitTitle(title: string): { base: string; unit: string | null } {
  const plain = title
    .trim()
    .toLowerCase()
    .replaceAll(/[.\s-]+/g, "_");
  const bracket = /^(.*?)_*[[(]_*([a-z%]+)_*[\])]$/.exec(plain);
  if (bracket !== null) return { base: bracket[1] ?? "", unit: bracket[2] ?? null };
  const cut = plain.lastIndexOf("_");
  const suffix = plain.slice(cut + 1);
  const isUnit = cut > 0 && (SECONDS.has(suffix) || unitBytes(suffix) !== null);
  return isUnit ? { base: plain.slice(0, cut), unit: suffix } : { base: plain, unit: null };
}

/** Whether these cells can be titles of a log of memory. */
export function areTitles(cells: readonly string[]): boolean {
  const columns = cells.map(columnOf);
  const known = columns.filter(({ role }) => role !== "other").length;
  return columns.some(({ role }) => role === "used" || role === "free") || known >= 2;
}
