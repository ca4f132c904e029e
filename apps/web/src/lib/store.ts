/** A value outside React, read by `useSyncExternalStore`. */
export interface Store<T> {
  get: () => T;
  set: (value: T) => void;
  /** Returns the function that ends it. */
  subscribe: (listener: () => void) => () => void;
}

/** `schedule` may delay and so join notifications; by default they go out at once. */
export function createStore<T>(initial: T, schedule: (notify: () => void) => void = (notify) => notify()): Store<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  let scheduled = false;
  const notify = () => {
    scheduled = false;
    for (const listener of listeners) listener();
  };
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      if (scheduled) return;
      scheduled = true;
      schedule(notify);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
