import { createEventSet, type RawEvent } from "./ffi/event-set.ts";
import { healthQueries } from "./ffi/health-functions.ts";
import { ask, type Asked } from "./ffi/query.ts";
import type { NvmlDrainedEvents, NvmlEvent, NvmlEventKind, NvmlEvents, NvmlReading } from "./nvml.ts";
import { failureOf, NOT_SUPPORTED, SUCCESS, TIMEOUT, UNINITIALIZED, UNKNOWN } from "./return-codes.ts";

/** nvmlEventType*. Changes of clocks and performance states are left out: they are ordinary, and many. */
const eventMasks = {
  single_bit_ecc: 0x1n,
  double_bit_ecc: 0x2n,
  xid: 0x8n,
  power_source: 0x80n,
  mig_config: 0x100n,
  single_bit_ecc_storm: 0x200n,
  dram_retirement: 0x400n,
  dram_retirement_failure: 0x800n,
  non_fatal_poison: 0x1000n,
  fatal_poison: 0x2000n,
  gpu_unavailable: 0x4000n,
  recovery_action: 0x8000n,
} as const satisfies Record<NvmlEventKind, bigint>;
// Object.entries widens the keys, which are these.
const kindsByMask = Object.entries(eventMasks) as [NvmlEventKind, bigint][];

const MOST_EVENTS = 256;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
/** What the driver says of an XID it cannot tell. */
const UNKNOWN_XID = 999;

export interface EventsAccess {
  asked: Asked;
  isOpen(): boolean;
  handleOf(slotIndex: number): NvmlReading<bigint>;
}

export function openEvents(access: EventsAccess): NvmlReading<NvmlEvents> {
  const set = createEventSet(access.asked.library);
  if (typeof set === "number") return { ok: false, failure: failureOf(set, "nvmlEventSetCreate") };
  const slots = new Map<bigint, number>();
  let isClosed = false;
  let failureCount = 0;
  const isDead = () => isClosed || !access.isOpen();
  const close = () => {
    if (!isDead()) set.free();
    isClosed = true;
  };
  return {
    ok: true,
    value: {
      register(slotIndex, kinds) {
        if (isDead()) return { ok: false, failure: failureOf(UNINITIALIZED, "nvmlDeviceRegisterEvents") };
        const handle = access.handleOf(slotIndex);
        if (!handle.ok) return handle;
        const registered = registrable(access.asked, handle.value, kinds);
        if (!registered.ok || registered.value.length === 0) return registered;
        const mask = registered.value.reduce((bits, kind) => bits | eventMasks[kind], 0n);
        const code = set.register(handle.value, mask);
        slots.set(handle.value, slotIndex);
        if (code === SUCCESS) return registered;
        // The set is not fit for use after this one.
        if (code === UNKNOWN) close();
        return { ok: false, failure: failureOf(code, "nvmlDeviceRegisterEvents") };
      },
      drain(most = MOST_EVENTS) {
        if (isDead()) return failed(UNINITIALIZED, [], ++failureCount);
        const events: NvmlEvent[] = [];
        while (events.length < most) {
          const next = set.next();
          if (typeof next === "number") {
            if (next !== TIMEOUT) return failed(next, events, ++failureCount);
            failureCount = 0;
            return { events, isFull: false, failure: null, retryAfterMs: 0 };
          }
          events.push(describe(next, slots));
        }
        failureCount = 0;
        return { events, isFull: true, failure: null, retryAfterMs: 0 };
      },
      close,
    },
  };
}

function failed(code: number, events: NvmlEvent[], failureCount: number): NvmlDrainedEvents {
  const retryAfterMs = Math.min(FIRST_RETRY_MS * 2 ** (failureCount - 1), LAST_RETRY_MS);
  return { events, isFull: false, failure: failureOf(code, "nvmlEventSetWait"), retryAfterMs };
}

/** Of the wanted kinds those the GPU has; a GPU without events has none. */
function registrable(asked: Asked, handle: bigint, kinds?: readonly NvmlEventKind[]): NvmlReading<NvmlEventKind[]> {
  const supported = ask(asked, healthQueries.eventTypes, handle);
  if (!supported.ok && supported.failure.code === NOT_SUPPORTED) return { ok: true, value: [] };
  if (!supported.ok) return supported;
  const isWanted = (kind: NvmlEventKind) => kinds === undefined || kinds.includes(kind);
  const both = kindsByMask.filter(([kind, mask]) => isWanted(kind) && (supported.value & mask) !== 0n);
  return { ok: true, value: both.map(([kind]) => kind) };
}

function describe(event: RawEvent, slots: ReadonlyMap<bigint, number>): NvmlEvent {
  const kind = kindsByMask.find(([, mask]) => mask === event.type)?.[0] ?? "unknown";
  const data = Number(event.data);
  return {
    slotIndex: slots.get(event.handle) ?? null,
    kind,
    xid: kind === "xid" && data !== UNKNOWN_XID ? data : null,
    data,
    gpuInstanceId: event.gpuInstanceId,
    computeInstanceId: event.computeInstanceId,
  };
}
