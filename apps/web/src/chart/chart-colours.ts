"use client";

export interface ChartColours {
  line: string;
  band: string;
  total: string;
  warning: string;
  critical: string;
  grid: string;
  text: string;
  gap: string;
}

const TOKENS: Record<keyof ChartColours, string> = {
  line: "var(--healthy)",
  band: "color-mix(in srgb, var(--healthy) 28%, transparent)",
  total: "var(--line-strong)",
  warning: "var(--warning)",
  critical: "var(--critical)",
  grid: "var(--line)",
  text: "var(--muted)",
  gap: "color-mix(in srgb, var(--line-strong) 45%, transparent)",
};

/** A canvas knows no custom properties: the page's own colours, computed where the chart stands. */
export function readColours(parent: HTMLElement): ChartColours {
  const probe = document.createElement("span");
  probe.hidden = true;
  parent.append(probe);
  const read = (key: keyof ChartColours) => {
    probe.style.color = TOKENS[key];
    return getComputedStyle(probe).color;
  };
  const colours: ChartColours = {
    line: read("line"),
    band: read("band"),
    total: read("total"),
    warning: read("warning"),
    critical: read("critical"),
    grid: read("grid"),
    text: read("text"),
    gap: read("gap"),
  };
  probe.remove();
  return colours;
}

/** Calls back when the page turns light or dark. Returns the function that ends it. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", listener);
  };
}
