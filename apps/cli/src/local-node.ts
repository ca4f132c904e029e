import { type NvmlSource, openNvmlSource } from "@vramfleet/agent/collect/nvml-source";
import type { AgentSources } from "@vramfleet/agent/collect/read-snapshot";
import { procHostSource } from "@vramfleet/agent/proc/proc-host-source";
import { procPaths } from "@vramfleet/agent/proc/proc-paths";
import { procProcessSource, type ProcProcessSource } from "@vramfleet/agent/proc/proc-process-source";
import type { Logger } from "@vramfleet/core/log";
import type { ConfigValues } from "@vramfleet/protocol/config";

export type LocalValues = Pick<ConfigValues, "proc_root" | "nvml" | "command_lines">;

export interface LocalSources extends AgentSources {
  gpu: NvmlSource;
  processes: ProcProcessSource;
}

/** This machine's own sources: NVML in its thread, and /proc. */
export function openLocalSources(values: LocalValues, parts: { workerUrl: URL; log: Logger }): LocalSources {
  const paths = procPaths(values.proc_root);
  return {
    gpu: openNvmlSource({ libraryPath: values.nvml, ...parts }),
    processes: procProcessSource(paths, values.command_lines),
    host: procHostSource(paths),
  };
}
