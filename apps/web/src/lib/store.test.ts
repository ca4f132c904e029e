import { expect, test, vi } from "vitest";
import { createStore } from "./store.ts";

test("a change reaches every subscriber until it leaves", () => {
  const store = createStore(1);
  const first = vi.fn();
  const second = vi.fn();
  const leave = store.subscribe(first);
  store.subscribe(second);
  store.set(2);
  leave();
  store.set(3);
  expect([first.mock.calls.length, second.mock.calls.length, store.get()]).toEqual([1, 2, 3]);
});

test("the same value again is no change", () => {
  const store = createStore("same");
  const listener = vi.fn();
  store.subscribe(listener);
  store.set("same");
  expect(listener).not.toHaveBeenCalled();
});

test("a delayed notification joins the changes before it, and later ones are told anew", () => {
  const waiting: (() => void)[] = [];
  const store = createStore(0, (notify) => waiting.push(notify));
  const seen: number[] = [];
  store.subscribe(() => seen.push(store.get()));
  store.set(1);
  store.set(2);
  expect([waiting.length, store.get(), seen]).toEqual([1, 2, []]);
  waiting.shift()?.();
  store.set(3);
  waiting.shift()?.();
  expect(seen).toEqual([2, 3]);
});
