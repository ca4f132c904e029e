"use client";

import { useSyncExternalStore } from "react";

const TICK_MS = 1_000;

const listeners = new Set<() => void>();
let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The one clock of the page: everything with an age changes in the same tick. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    nowMs = 0;
  };
}

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function currentMs(): number {
  if (nowMs === 0) nowMs = Date.now();
  return nowMs;
}

/** Text that depends on the time; redraws only when the text changes. */
export function useTimedText(textAt: (nowMs: number) => string): string {
  return useSyncExternalStore(
    subscribe,
    () => textAt(currentMs()),
    () => "",
  );
}
