/** GPUs as a virtual machine sees them. */
import type { FakeGpu } from "./scenario-types.ts";

const VGPU_GUEST = 2;

/** A share of a board: what belongs to the board as a whole is the host's to read. */
export function vgpuGuest(gpu: FakeGpu): FakeGpu {
  const withheld = [
    "nvmlDeviceGetEnforcedPowerLimit",
    "nvmlDeviceGetPowerManagementLimitConstraints",
    "nvmlDeviceGetTotalEccErrors",
    "nvmlDeviceGetFieldValues",
    "nvmlDeviceGetPcieThroughput",
  ];
  return {
    ...gpu,
    temperatureC: null,
    powerMw: null,
    health: { virtualization: VGPU_GUEST },
    failing: [...(gpu.failing ?? []), ...withheld.map((call) => ({ call, code: 3 }))],
  };
}
