/** A promise and what resolves it. */
export interface Settable<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
}

export function settable<T>(): Settable<T> {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((set) => {
    resolve = set;
  });
  return { promise, resolve };
}
