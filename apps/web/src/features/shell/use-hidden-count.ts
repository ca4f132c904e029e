"use client";

import type { RefObject } from "react";
import { useEffect, useState } from "react";

/** How many children of a clipped, wrapping list do not lie wholly in its visible part. Measured when it or their number changes. */
export function useHiddenCount(list: RefObject<HTMLElement | null>, itemCount: number): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const measure = () => {
      const bottomPx = element.getBoundingClientRect().bottom;
      setCount([...element.children].filter((child) => child.getBoundingClientRect().bottom > bottomPx + 1).length);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [list, itemCount]);
  return count;
}
