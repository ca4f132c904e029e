/** Calls that fill a list, of which only the count or the numbers are of use. */
import type { NvmlReading } from "../nvml.ts";
import {
  failureOf,
  FUNCTION_NOT_FOUND,
  INSUFFICIENT_SIZE,
  INVALID_ARGUMENT,
  NOT_SUPPORTED,
  SUCCESS,
} from "../return-codes.ts";
import type { Argument, Native } from "./decode.ts";
import type { Asked } from "./query.ts";

const NULL_POINTER = 0n;
const MOST_RETRIES = 4;
/** More than any driver keeps (4,000); a count beyond is no count. */
const MOST_PIDS = 65_536;

/** nvmlPageRetirementCause_t */
export const retirementCauses = { singleBit: 0, doubleBit: 1 } as const;

export function countRetiredPages(asked: Asked, handle: bigint, cause: number): NvmlReading<number> {
  const newer = "nvmlDeviceGetRetiredPages_v2";
  const symbol = asked.library.has(newer) ? newer : "nvmlDeviceGetRetiredPages";
  const lists: Argument[] = symbol === newer ? [NULL_POINTER, NULL_POINTER] : [NULL_POINTER];
  const types = ["pointer", "u32", "pointer", ...lists.map(() => "pointer" as const)] as const;
  return asking(asked, { handle, symbol, key: `${symbol}(${cause})`, types }, (native) => {
    const count = Buffer.alloc(4);
    const code = native(handle, cause, count, ...lists);
    // Asked for the count alone, a GPU with pages answers that there was no room for them.
    return code === SUCCESS || code === INSUFFICIENT_SIZE ? { value: count.readUInt32LE(0) } : code;
  });
}

export function readAccountedPids(asked: Asked, handle: bigint): NvmlReading<number[]> {
  const symbol = "nvmlDeviceGetAccountingPids";
  const types = ["pointer", "pointer", "pointer"] as const;
  return asking(asked, { handle, symbol, key: symbol, types }, (native) => {
    let pids = Buffer.alloc(256 * 4);
    const count = Buffer.alloc(4);
    for (let retries = 0; retries <= MOST_RETRIES; retries++) {
      count.writeUInt32LE(pids.length / 4, 0);
      const code = native(handle, count, pids);
      const needed = count.readUInt32LE(0);
      if (code === SUCCESS && needed <= pids.length / 4) return { value: numbersOf(pids, needed) };
      if (code !== SUCCESS && code !== INSUFFICIENT_SIZE) return code;
      pids = Buffer.alloc(Math.min(Math.max(needed, pids.length / 4) * 2 + 5, MOST_PIDS) * 4);
    }
    return INSUFFICIENT_SIZE;
  });
}

function numbersOf(buffer: Buffer, count: number): number[] {
  return Array.from({ length: count }, (_, index) => buffer.readUInt32LE(index * 4));
}

interface ListCall {
  handle: bigint;
  symbol: string;
  key: string;
  types: readonly ("pointer" | "u32")[];
}

function asking<T>(
  { library, unsupported }: Asked,
  { handle, symbol, key, types }: ListCall,
  call: (native: Native) => { value: T } | number,
): NvmlReading<T> {
  const failed = (code: number): NvmlReading<T> => {
    if (code === NOT_SUPPORTED) unsupported.add(handle, key);
    return { ok: false, failure: failureOf(code, symbol, code === INVALID_ARGUMENT ? "device" : "field") };
  };
  if (unsupported.has(handle, key)) return failed(NOT_SUPPORTED);
  const native = library.bind(symbol, types);
  if (native === null) return failed(FUNCTION_NOT_FOUND);
  const answer = call(native);
  return typeof answer === "number" ? failed(answer) : { ok: true, value: answer.value };
}
