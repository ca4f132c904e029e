/** Which calls of which device answered "not supported": not asked again in this generation. */
export interface UnsupportedCalls {
  has(handle: bigint, key: string): boolean;
  add(handle: bigint, key: string): void;
  /** All of a device, which may have changed. */
  forget(handle: bigint): void;
}

export function rememberingUnsupported(): UnsupportedCalls {
  const calls = new Map<bigint, Set<string>>();
  return {
    has: (handle, key) => calls.get(handle)?.has(key) === true,
    add(handle, key) {
      const known = calls.get(handle);
      if (known === undefined) calls.set(handle, new Set([key]));
      else known.add(key);
    },
    forget: (handle) => void calls.delete(handle),
  };
}

/** For callers that keep account themselves. */
export const askingAlways: UnsupportedCalls = { has: () => false, add: () => undefined, forget: () => undefined };
