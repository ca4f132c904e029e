/** Event sets as numbers; what they mean is told in events.ts. */
import { FUNCTION_NOT_FOUND, SUCCESS, UNKNOWN } from "../return-codes.ts";
import { decodeHandle } from "./decode.ts";
import { layouts } from "./layouts.ts";
import type { NativeLibrary } from "./library.ts";

export interface RawEvent {
  handle: bigint;
  type: bigint;
  data: bigint;
  /** Null without MIG, and from libraries whose call does not tell. */
  gpuInstanceId: number | null;
  computeInstanceId: number | null;
}

export interface RawEventSet {
  /** @returns a code. */
  register(handle: bigint, types: bigint): number;
  /** The next event, without waiting, or a code: 10 where there is none. */
  next(): RawEvent | number;
  free(): void;
}

const NO_INSTANCE_ID = 0xffffffff;
const at = layouts.nvmlEventData_t;

/** @returns a code where there is no set. */
export function createEventSet(library: NativeLibrary): RawEventSet | number {
  const created = Buffer.alloc(8);
  const code = library.bind("nvmlEventSetCreate", ["pointer"])?.(created) ?? FUNCTION_NOT_FOUND;
  if (code !== SUCCESS) return code;
  const set = decodeHandle(created);
  if (set === null) return UNKNOWN;
  const data = Buffer.alloc(at.size);
  const v2 = library.bind("nvmlEventSetWait_v2", ["pointer", "pointer", "u32"]);
  const wait = v2 ?? library.bind("nvmlEventSetWait", ["pointer", "pointer", "u32"]);
  const registerEvents = library.bind("nvmlDeviceRegisterEvents", ["pointer", "u64", "pointer"]);
  return {
    register: (handle, types) => registerEvents?.(handle, types, set) ?? FUNCTION_NOT_FOUND,
    next() {
      const answer = wait?.(set, data, 0) ?? FUNCTION_NOT_FOUND;
      return answer === SUCCESS ? decodeEvent(data, v2 !== null) : answer;
    },
    free: () => void library.bind("nvmlEventSetFree", ["pointer"])?.(set),
  };
}

function decodeEvent(data: Buffer, hasInstances: boolean): RawEvent {
  const id = (offset: number) => {
    const value = data.readUInt32LE(offset);
    return hasInstances && value !== NO_INSTANCE_ID ? value : null;
  };
  return {
    handle: data.readBigUInt64LE(at.device),
    type: data.readBigUInt64LE(at.eventType),
    data: data.readBigUInt64LE(at.eventData),
    gpuInstanceId: id(at.gpuInstanceId),
    computeInstanceId: id(at.computeInstanceId),
  };
}
