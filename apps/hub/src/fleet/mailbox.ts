/** Holds at most one value for a reader that may be slow: a newer value takes the place of one not yet read. */
export interface Mailbox<T> {
  put(value: T): void;
  /** Waits for a value; null once the signal is aborted. `replaced` says that values before it were lost to this reader. */
  take(): Promise<{ value: T; replaced: boolean } | null>;
}

export function createMailbox<T>(signal: AbortSignal): Mailbox<T> {
  let held: { value: T; replaced: boolean } | null = null;
  let wake = (): void => {};
  signal.addEventListener("abort", () => wake(), { once: true });
  return {
    put: (value) => {
      held = { value, replaced: held !== null };
      wake();
    },
    take: async () => {
      if (held === null && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const taken = signal.aborted ? null : held;
      held = null;
      return taken;
    },
  };
}
