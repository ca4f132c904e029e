import { type ConfigKey, specOf } from "@vramfleet/protocol/config-keys";
import { join, resolve } from "node:path";

interface Base {
  directory: string;
  home: string;
}

/** Makes path values absolute, "~/" being the home folder. Values of other kinds pass. */
export function absolutePath(key: ConfigKey, value: string | number, base: Base): string | number {
  if (typeof value === "number" || specOf(key).kind.type !== "path") return value;
  // A library's bare name is looked up by the system's loader.
  if (key === "nvml" && !value.includes("/")) return value;
  if (value === "~" || value.startsWith("~/")) return join(base.home, value.slice(1));
  return resolve(base.directory, value);
}
