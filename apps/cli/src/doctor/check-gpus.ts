import type { CollectorProblem, GpuSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import { type Check, failure, passed } from "./check.ts";

const WITHOUT_GPUS = "or look around without GPUs: npm start -- --demo";
const MEND = "`nvidia-smi` must work first";

/** What is left to say: the reading's own message already names the mending. */
const ACTIONS: Record<CollectorProblem, string> = {
  no_library: WITHOUT_GPUS,
  no_driver: WITHOUT_GPUS,
  no_devices: WITHOUT_GPUS,
  version_mismatch: MEND,
  no_permission: MEND,
  failed: MEND,
};

/** The library, the driver and every GPU, as one reading shows them. */
export function checkGpus({ collector, gpus }: Pick<Snapshot, "collector" | "gpus">): Check[] {
  switch (collector.state) {
    case "unavailable":
      return [failure("NVIDIA driver", collector.message, ACTIONS[collector.problem])];
    case "hung":
      return [
        failure(
          "NVIDIA driver",
          "a call into the driver does not come back",
          "see `dmesg` for Xid errors; a reboot may be needed",
        ),
      ];
    case "ok": {
      const versions = `driver ${collector.driverVersion ?? "of unknown version"}, CUDA ${collector.cudaVersion ?? "unknown"}`;
      const count = gpus.length === 1 ? "1 GPU" : `${gpus.length} GPUs`;
      return [passed("NVIDIA driver", `${versions}, ${count}`), ...gpus.map(checkGpu)];
    }
  }
}

function checkGpu(gpu: GpuSnapshot): Check {
  const name = `GPU ${gpu.slotIndex}`;
  if (gpu.state !== "ok") {
    return failure(
      name,
      gpu.problem ?? gpu.state,
      gpu.state === "lost" ? "reset the GPU or reboot" : "see `dmesg` for Xid errors",
    );
  }
  const title = gpu.name ?? "unknown model";
  if (gpu.memory === null) return failure(name, `${title}: its memory cannot be read`, "see whether `nvidia-smi` can");
  const missing = missingReadings(gpu);
  const note = missing.length === 0 ? "" : `; not offered by it, shown as n/a: ${missing.join(", ")}`;
  return passed(name, `${title}${note}`);
}

function missingReadings(gpu: GpuSnapshot): string[] {
  const readings: readonly (readonly [string, unknown])[] = [
    ["reserved memory", gpu.memory?.reservedBytes],
    ["utilisation", gpu.utilPct],
    ["temperature", gpu.temperatureC],
    ["power", gpu.powerMw],
    ["power limit", gpu.powerLimitMw],
    ["graphics clock", gpu.graphicsClockMhz],
    ["memory clock", gpu.memoryClockMhz],
    ["process list", gpu.processesAtMs],
  ];
  return readings.filter(([, value]) => value === null).map(([words]) => words);
}
