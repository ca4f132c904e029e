import { readFileSync } from "node:fs";
import { join } from "node:path";

/** "00000000:3B:00.0", as NVML prints it, is "0000:3b:00.0" to the kernel. */
export function sysfsAddress(pciBusId: string): string | null {
  const parts = /^([0-9A-Fa-f]{4,8}):([0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}\.[0-9A-Fa-f])$/.exec(pciBusId);
  const domain = parts?.[1];
  const rest = parts?.[2];
  if (domain === undefined || rest === undefined) return null;
  return `${Number.parseInt(domain, 16).toString(16).padStart(4, "0")}:${rest.toLowerCase()}`;
}

/** Whether the kernel has suspended a PCI device to save power; false where it does not tell. */
export function runtimeSuspended(sysRoot: string): (pciBusId: string) => boolean {
  return (pciBusId) => {
    const address = sysfsAddress(pciBusId);
    if (address === null) return false;
    try {
      const path = join(sysRoot, "bus/pci/devices", address, "power/runtime_status");
      return readFileSync(path, "utf8").trim() === "suspended";
    } catch {
      // No such file: virtual machines, containers, kernels without runtime power management.
      return false;
    }
  };
}
