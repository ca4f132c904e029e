import type { FromChild } from "./arguments.ts";

/** Tells `vramfleet up`, where it is the parent; alone, there is nobody to tell. */
export function tellParent(message: FromChild): void {
  if (process.connected) process.send?.(message);
}
