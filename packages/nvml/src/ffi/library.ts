import { statSync } from "node:fs";
import koffi, { type LibraryHandle } from "koffi";
import { asNative, type Native } from "./decode.ts";

/** Parameters of a C function, all of whose pointers are `void *` and whose result is nvmlReturn_t. */
type CType = "pointer" | "u32" | "u64";

/** A mapped library. It is never unmapped: a call through a symbol of an unmapped one ends the process. */
export interface NativeLibrary {
  readonly path: string;
  /** Null where the library lacks the symbol. Bound at the first ask. */
  bind(symbol: string, parameters: readonly CType[]): Native | null;
  has(symbol: string): boolean;
}

export type LoadedLibrary = { ok: true; library: NativeLibrary } | { ok: false; problem: string };

const cTypes = { pointer: "void *", u32: "unsigned int", u64: "unsigned long long" } as const satisfies Record<
  CType,
  string
>;

/** Kept for the life of the process: koffi unmaps what nobody refers to. */
const mapped = new Map<string, NativeLibrary>();
const timesMapped = new Map<string, number>();

/**
 * Maps a library, or answers the one already mapped from that very file: an upgraded driver is a new one.
 * @param path a file, or a bare name for the loader to search.
 */
export function loadLibrary(path: string): LoadedLibrary {
  try {
    const identity = path.includes("/") ? `${path} ${fileIdentity(path)}` : path;
    const library = mapped.get(identity) ?? bindingLibrary(path, map(path));
    mapped.set(identity, library);
    return { ok: true, library };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * The loader answers a name it has seen with what it mapped then, though the file be another by now: each mapping of a
 * path spells it in a way of its own.
 */
function map(path: string): LibraryHandle {
  const times = (timesMapped.get(path) ?? 0) + 1;
  timesMapped.set(path, times);
  const end = path.lastIndexOf("/") + 1;
  const spelled = end === 0 ? path : `${path.slice(0, end)}${"./".repeat(times)}${path.slice(end)}`;
  // Lazy, as the driver's own library refers to others that a container may lack.
  return koffi.load(spelled, { lazy: true });
}

function fileIdentity(path: string): string {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new Error("no such file");
  const { dev, ino, size, mtimeMs } = status;
  return `${dev}:${ino}:${size}:${mtimeMs}`;
}

function bindingLibrary(path: string, handle: LibraryHandle): NativeLibrary {
  const bound = new Map<string, Native | null>();
  return {
    path,
    bind(symbol, parameters) {
      const known = bound.get(symbol);
      if (known !== undefined) return known;
      const native = bindSymbol(handle, symbol, parameters);
      bound.set(symbol, native);
      return native;
    },
    has: (symbol) => hasSymbol(handle, symbol),
  };
}

function hasSymbol(handle: LibraryHandle, symbol: string): boolean {
  try {
    handle.symbol(symbol);
    return true;
  } catch {
    return false;
  }
}

function bindSymbol(handle: LibraryHandle, symbol: string, parameters: readonly CType[]): Native | null {
  try {
    const types = parameters.map((parameter) => cTypes[parameter]);
    return asNative(handle.func(symbol, "int", types));
  } catch {
    // The one way koffi has to say that the symbol is missing; its callers answer with code 13.
    return null;
  }
}
