import type { NvmlFailure, NvmlProcess, NvmlReading } from "../nvml.ts";
import {
  ARGUMENT_VERSION_MISMATCH,
  failureOf,
  FUNCTION_NOT_FOUND,
  INSUFFICIENT_SIZE,
  INVALID_ARGUMENT,
  NOT_FOUND,
  NOT_SUPPORTED,
  SUCCESS,
} from "../return-codes.ts";
import type { NativeLibrary } from "./library.ts";
import type { Native } from "./decode.ts";
import type { Asked } from "./query.ts";
import {
  decodeRecords,
  LONGEST_RECORD_BYTES,
  mergeProcessLists,
  POISON,
  writtenStride,
  type ProcessKind,
  type ProcessRecord,
  type Stride,
} from "./process-records.ts";

const LISTS = [
  ["compute", "nvmlDeviceGetComputeRunningProcesses"],
  ["graphics", "nvmlDeviceGetGraphicsRunningProcesses"],
  ["mps", "nvmlDeviceGetMPSComputeRunningProcesses"],
] as const satisfies readonly (readonly [ProcessKind, string])[];

interface Version {
  suffix: string;
  stride: Stride;
}
const UNVERSIONED: Version = { suffix: "", stride: 16 };
const V2: Version = { suffix: "_v2", stride: 24 };
const V3: Version = { suffix: "_v3", stride: 24 };
/** As drivers 535.43 to 535.86 wrote it. */
const LONG_V3: Version = { suffix: "_v3", stride: 32 };

const OUTDATED: readonly number[] = [FUNCTION_NOT_FOUND, ARGUMENT_VERSION_MISMATCH, NOT_SUPPORTED];
/** A list a GPU or driver does not have; the others stand without it. */
const ABSENT: readonly number[] = [...OUTDATED, NOT_FOUND];
const FIRST_CAPACITY = 64;
/** A count beyond this is no count. */
const MOST_RECORDS = 65_536;
const MOST_RETRIES = 4;

type Filled = { ok: true; records: number } | { ok: false; code: number };

/** Reads process lists with a buffer kept between calls. One per generation of the library. */
export class ProcessLists {
  readonly #asked: Asked;
  readonly #versions: readonly Version[];
  #buffer = Buffer.alloc(FIRST_CAPACITY * LONGEST_RECORD_BYTES);

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#versions = versionsOf(asked.library);
  }

  /** The three lists merged; a failure where none could be read, or one that exists failed: a part is not shown as all. */
  read(handle: bigint): NvmlReading<NvmlProcess[]> {
    const read: [ProcessKind, ProcessRecord[]][] = [];
    let absent: NvmlFailure | null = null;
    for (const [kind, call] of LISTS) {
      const list = this.#readList(handle, call);
      if (list.ok) read.push([kind, list.value]);
      else if (ABSENT.includes(list.failure.code)) absent ??= list.failure;
      else return list;
    }
    if (read.length === 0 && absent !== null) return { ok: false, failure: absent };
    return { ok: true, value: mergeProcessLists(read) };
  }

  #readList(handle: bigint, call: string): NvmlReading<ProcessRecord[]> {
    let failure: NvmlFailure | null = null;
    for (const version of this.#versions) {
      const symbol = `${call}${version.suffix}`;
      const count = this.#call(handle, symbol);
      if (count.ok) {
        const stride = writtenStride(this.#buffer, count.records, version.stride);
        return { ok: true, value: decodeRecords(this.#buffer, count.records, stride) };
      }
      if (failure === null || count.code !== FUNCTION_NOT_FOUND) failure = failureOfList(count.code, symbol);
      if (!OUTDATED.includes(count.code)) break;
    }
    return { ok: false, failure: failure ?? failureOfList(FUNCTION_NOT_FOUND, call) };
  }

  #call(handle: bigint, symbol: string): Filled {
    const { library, unsupported } = this.#asked;
    if (unsupported.has(handle, symbol)) return { ok: false, code: NOT_SUPPORTED };
    const native = library.bind(symbol, ["pointer", "pointer", "pointer"]);
    if (native === null) return { ok: false, code: FUNCTION_NOT_FOUND };
    const filled = this.#fill(native, handle);
    if (!filled.ok && filled.code === NOT_SUPPORTED) unsupported.add(handle, symbol);
    return filled;
  }

  /** Lists grow between two calls, so the buffer grows past what was asked for. */
  #fill(native: Native, handle: bigint): Filled {
    const count = Buffer.alloc(4);
    for (let retries = 0; retries <= MOST_RETRIES; retries++) {
      const capacity = this.#buffer.length / LONGEST_RECORD_BYTES;
      this.#buffer.fill(POISON);
      count.writeUInt32LE(capacity, 0);
      const code = native(handle, count, this.#buffer);
      const needed = count.readUInt32LE(0);
      if (code === SUCCESS && needed <= capacity) return { ok: true, records: needed };
      // Success with more records than fit is how some libraries say what 7 says.
      if (code !== SUCCESS && code !== INSUFFICIENT_SIZE) return { ok: false, code };
      const grown = Math.min(Math.max(needed, capacity) * 2 + 5, MOST_RECORDS);
      this.#buffer = Buffer.alloc(grown * LONGEST_RECORD_BYTES);
    }
    return { ok: false, code: INSUFFICIENT_SIZE };
  }
}

/** These calls take nothing but the handle and buffers of ours, so code 2 says that the handle is stale. */
function failureOfList(code: number, symbol: string): NvmlFailure {
  return failureOf(code, symbol, code === INVALID_ARGUMENT ? "device" : "field");
}

/** Newest first, but where this driver's third version wrote long records, the second was right. */
function versionsOf(library: NativeLibrary): readonly Version[] {
  const wroteLongRecords =
    library.has("nvmlDeviceGetConfComputeMemSizeInfo") && !library.has("nvmlDeviceGetRunningProcessDetailList");
  return wroteLongRecords ? [V2, LONG_V3, UNVERSIONED] : [V3, V2, UNVERSIONED];
}
