import { expect } from "vitest";

/** Waits for what a busy machine may be late with; a value that never comes still fails. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });
