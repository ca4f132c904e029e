/** nvmlDeviceGetFieldValues: many readings in one call, each with a code and a type of its own. */
import { fieldIds } from "../fields.ts";
import type { NvmlField, NvmlReading } from "../nvml.ts";
import {
  failureOf,
  FUNCTION_NOT_FOUND,
  INVALID_ARGUMENT,
  NOT_SUPPORTED,
  SUCCESS,
  UNINITIALIZED,
  UNKNOWN,
} from "../return-codes.ts";
import { layouts } from "./layouts.ts";
import type { Asked } from "./query.ts";

const SYMBOL = "nvmlDeviceGetFieldValues";
const at = layouts.nvmlFieldValue_t;

const UNSUPPORTED: NvmlReading<number> = { ok: false, failure: failureOf(NOT_SUPPORTED, SYMBOL) };
const CLOSED: NvmlReading<number> = { ok: false, failure: failureOf(UNINITIALIZED, SYMBOL) };

/** @param handle null once its generation has ended. */
export function readFields<Name extends NvmlField>(
  asked: Asked,
  handle: bigint | null,
  names: readonly Name[],
): Record<Name, NvmlReading<number>> {
  if (handle === null) return byName(names, () => CLOSED);
  const readings = new Map<NvmlField, NvmlReading<number>>();
  const wanted = names.filter((name) => !asked.unsupported.has(handle, keys[name]));
  const read = wanted.length === 0 ? [] : callFor(asked, handle, wanted);
  for (const [index, reading] of read.entries()) {
    const name = wanted[index];
    if (name === undefined) continue;
    readings.set(name, reading);
    if (!reading.ok && reading.failure.code === NOT_SUPPORTED) asked.unsupported.add(handle, keys[name]);
  }
  return byName(names, (name) => readings.get(name) ?? UNSUPPORTED);
}

function byName<Name extends NvmlField>(
  names: readonly Name[],
  readingOf: (name: Name) => NvmlReading<number>,
): Record<Name, NvmlReading<number>> {
  const read: Partial<Record<Name, NvmlReading<number>>> = {};
  for (const name of names) read[name] = readingOf(name);
  // Every name is a key by now.
  return read as Record<Name, NvmlReading<number>>;
}

/** What a device may not support. */
const keys = Object.fromEntries(
  Object.entries(fieldIds).map(([name, { id, scope }]) => [name, `${SYMBOL}(${id},${scope})`]),
  // The same names as fieldIds.
) as Record<NvmlField, string>;

function callFor({ library }: Asked, handle: bigint, names: readonly NvmlField[]): NvmlReading<number>[] {
  const native = library.bind(SYMBOL, ["pointer", "u32", "pointer"]);
  if (native === null) return names.map(() => ({ ok: false, failure: failureOf(FUNCTION_NOT_FOUND, SYMBOL) }));
  // Zeroed, as a value leaves the bytes beyond its type untouched.
  const values = Buffer.alloc(names.length * at.size);
  for (const [index, name] of names.entries()) {
    values.writeUInt32LE(fieldIds[name].id, index * at.size + at.fieldId);
    values.writeUInt32LE(fieldIds[name].scope, index * at.size + at.scopeId);
    // So that an entry the driver passes over is not a reading of 0.
    values.writeInt32LE(UNKNOWN, index * at.size + at.nvmlReturn);
  }
  const code = native(handle, names.length, values);
  return names.map((_, index) => decodeEntry(values.subarray(index * at.size, (index + 1) * at.size), code));
}

/** @param code of the whole call, which fails where no entry was read: an entry's own then tells more, where it has one. */
function decodeEntry(entry: Buffer, code: number): NvmlReading<number> {
  const own = entry.readInt32LE(at.nvmlReturn);
  const isUntouched = own === UNKNOWN || own === SUCCESS;
  const failed = code !== SUCCESS && isUntouched ? code : own;
  // With every argument the driver's to know, code 2 of the whole call says that the handle is stale.
  if (failed !== SUCCESS) {
    const isStale = failed === INVALID_ARGUMENT && code === INVALID_ARGUMENT && isUntouched;
    return { ok: false, failure: failureOf(failed, SYMBOL, isStale ? "device" : "field") };
  }
  const value = decodeValue(entry, entry.readInt32LE(at.valueType));
  return value === null ? UNSUPPORTED : { ok: true, value };
}

/** By nvmlValueType_t; null for all ones, and for a type that no driver had when this was written. */
export function decodeValue(entry: Buffer, type: number): number | null {
  switch (type) {
    case 0:
      return entry.readDoubleLE(at.value);
    case 1:
      return entry.readUInt32LE(at.value) === 0xffffffff ? null : entry.readUInt32LE(at.value);
    case 2:
    case 3: {
      const value = entry.readBigUInt64LE(at.value);
      return value === 0xffffffffffffffffn ? null : Number(value);
    }
    case 4:
      return Number(entry.readBigInt64LE(at.value));
    case 5:
      return entry.readInt32LE(at.value);
    case 6:
      return entry.readUInt16LE(at.value);
    default:
      return null;
  }
}
