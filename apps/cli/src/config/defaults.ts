import type { ConfigValues } from "@vramfleet/protocol/config";
import { CONFIG_KEYS } from "@vramfleet/protocol/config-keys";
import { join } from "node:path";

/** What defaults depend on. */
export interface Machine {
  home: string;
  stateHome: string | null;
  cwd: string;
}

const fixed = <K extends keyof typeof CONFIG_KEYS>(key: K): (typeof CONFIG_KEYS)[K]["default"] =>
  CONFIG_KEYS[key].default;

/** Defaults on this machine; `given` are the values already known, since one default lies below another value. */
export function defaultsOn(machine: Machine, given: Readonly<Record<string, unknown>>): ConfigValues {
  const stateHome = machine.stateHome ?? join(machine.home, ".local", "state");
  const dataDir = typeof given["data_dir"] === "string" ? given["data_dir"] : join(stateHome, "vramfleet");
  return {
    port: fixed("port").value,
    data_dir: dataDir,
    history_days: fixed("history_days").value,
    hub_url: fixed("hub_url").value,
    token_file: join(dataDir, "agent-token"),
    interval_ms: fixed("interval_ms").value,
    command_lines: fixed("command_lines").value,
    proc_root: fixed("proc_root").value,
    nvml: null,
    log_level: fixed("log_level").value,
    log_format: fixed("log_format").value,
  };
}
