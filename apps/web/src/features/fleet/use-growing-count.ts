"use client";

import { useCallback, useState } from "react";

/** So many cards are drawn at first: more than any screen shows, few enough to redraw every second. */
const FIRST_COUNT = 120;
const MORE_COUNT = 60;

/** How many items of a long list to draw, and the ref of the element at its end: more are drawn as that comes near. */
export function useGrowingCount(): [number, (end: HTMLElement | null) => (() => void) | undefined] {
  const [count, setCount] = useState(FIRST_COUNT);
  const watchEnd = useCallback((end: HTMLElement | null) => {
    if (end === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setCount((before) => before + MORE_COUNT);
      },
      { rootMargin: "1200px" },
    );
    observer.observe(end);
    return () => observer.disconnect();
  }, []);
  return [count, watchEnd];
}
