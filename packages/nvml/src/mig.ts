import type { DeviceAccess } from "./device-access.ts";
import { deviceQueries } from "./ffi/functions.ts";
import { healthQueries } from "./ffi/health-functions.ts";
import type { NvmlMigDevice, NvmlMigSlot, NvmlReading } from "./nvml.ts";
import { NOT_FOUND } from "./return-codes.ts";

type MigAccess = Pick<DeviceAccess, "ask" | "processes">;

/** The slots that are not empty; MIG devices may lie anywhere among them. */
export function readMigSlots(
  access: MigAccess,
  most: NvmlReading<number>,
  handleOf: (migSlotIndex: number) => NvmlReading<bigint>,
): NvmlReading<NvmlMigSlot[]> {
  if (!most.ok) return most;
  const slots: NvmlMigSlot[] = [];
  for (let migSlotIndex = 0; migSlotIndex < most.value; migSlotIndex++) {
    const handle = handleOf(migSlotIndex);
    if (handle.ok) slots.push({ migSlotIndex, device: { ok: true, value: createMigDevice(access, handle.value) } });
    else if (handle.failure.code !== NOT_FOUND) slots.push({ migSlotIndex, device: handle });
  }
  return { ok: true, value: slots };
}

function createMigDevice(access: MigAccess, handle: bigint): NvmlMigDevice {
  return {
    uuid: () => access.ask(deviceQueries.uuid, handle),
    name: () => access.ask(deviceQueries.name, handle),
    gpuInstanceId: () => access.ask(healthQueries.gpuInstanceId, handle),
    computeInstanceId: () => access.ask(healthQueries.computeInstanceId, handle),
    attributes: () => access.ask(healthQueries.migAttributes, handle),
    memory: () => access.ask(deviceQueries.memory, handle),
    processes: () => access.processes(handle),
  };
}
