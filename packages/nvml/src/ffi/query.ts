import type { FailureScope, NvmlFailure, NvmlReading } from "../nvml.ts";
import {
  ARGUMENT_VERSION_MISMATCH,
  failureOf,
  FUNCTION_NOT_FOUND,
  INVALID_ARGUMENT,
  NOT_SUPPORTED,
  SUCCESS,
} from "../return-codes.ts";
import type { Argument } from "./decode.ts";
import type { NativeLibrary } from "./library.ts";
import type { UnsupportedCalls } from "./unsupported.ts";

/**
 * One parameter after the handle: so many bytes the driver writes (after each other in one buffer, for `decode`), or a
 * number it is given. A struct with a version carries it in its first four bytes, before the call.
 */
export type Parameter = { out: number; version?: number } | { given: number };

/** Where a call's answers go. Kept between calls, as each is decoded before the next: nothing may hold on to `out`. */
export interface Frame {
  types: readonly ("pointer" | "u32")[];
  out: Buffer;
  /** After the handle. */
  values: readonly Argument[];
  versions: readonly { offset: number; version: number }[];
}

export interface Variant<T> {
  symbol: string;
  /** The symbol and what it is given: what a device may not support. */
  key: string;
  frame: Frame;
  /** Null: the driver answered, but with "not available"; told as NOT_SUPPORTED. */
  decode(out: Buffer): T | null;
}

/** One question and the C functions that answer it, the newest first. */
export interface Query<T> {
  variants: readonly Variant<T>[];
  /** Which failures the next older function may yet mend: "outdated" are 13, 25 and 3. */
  fallBackOn: "outdated" | "any";
  /** The narrowest scope a failure has; "field" by default. */
  scope?: FailureScope;
  /** It has an argument that a driver may not know, so code 2 does not say that the handle is stale. */
  hasChoice?: true;
}

const OUTDATED: readonly number[] = [FUNCTION_NOT_FOUND, ARGUMENT_VERSION_MISMATCH, NOT_SUPPORTED];

/** Whom a question goes to. */
export interface Asked {
  library: NativeLibrary;
  unsupported: UnsupportedCalls;
}

/** @param handle of the device asked about; absent for a question to the library. */
export function ask<T>(asked: Asked, query: Query<T>, handle?: bigint): NvmlReading<T> {
  let failure: NvmlFailure | null = null;
  for (const variant of query.variants) {
    const answer = askVariant(asked, variant, handle);
    if (answer.ok) return answer;
    const { code } = answer;
    // What a present function said tells more than that another is missing.
    if (failure === null || code !== FUNCTION_NOT_FOUND) {
      failure = failureOf(code, variant.symbol, scopeOf(query, code, handle));
    }
    if (query.fallBackOn === "outdated" && !OUTDATED.includes(code)) break;
  }
  return { ok: false, failure: failure ?? failureOf(FUNCTION_NOT_FOUND, "nvml") };
}

function scopeOf<T>(query: Query<T>, code: number, handle: bigint | undefined): FailureScope {
  const staleHandle = code === INVALID_ARGUMENT && handle !== undefined && query.hasChoice !== true;
  return staleHandle ? "device" : (query.scope ?? "field");
}

type Answer<T> = { ok: true; value: T } | { ok: false; code: number };

function askVariant<T>({ library, unsupported }: Asked, variant: Variant<T>, handle?: bigint): Answer<T> {
  if (handle !== undefined && unsupported.has(handle, variant.key)) return { ok: false, code: NOT_SUPPORTED };
  const code = call(library, variant, handle);
  if (code === NOT_SUPPORTED && handle !== undefined) unsupported.add(handle, variant.key);
  if (code !== SUCCESS) return { ok: false, code };
  const value = variant.decode(variant.frame.out);
  return value === null ? { ok: false, code: NOT_SUPPORTED } : { ok: true, value };
}

/** @returns the driver's code; what it wrote is in the frame. */
function call(library: NativeLibrary, { symbol, frame }: Variant<unknown>, handle?: bigint): number {
  const native = library.bind(symbol, handle === undefined ? frame.types : ["pointer", ...frame.types]);
  if (native === null) return FUNCTION_NOT_FOUND;
  frame.out.fill(0);
  for (const { offset, version } of frame.versions) frame.out.writeUInt32LE(version, offset);
  return handle === undefined ? native(...frame.values) : native(handle, ...frame.values);
}
