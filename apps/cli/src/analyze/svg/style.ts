import type { SegmentLabel } from "@vramfleet/core/segmentation/segment";

/** Colours on a light and on a dark ground. Marks have a contrast of 3 or more to it, text of 4.5 or more. */
type Pair = readonly [light: string, dark: string];

const GROUND: Record<string, Pair> = {
  ground: ["#ffffff", "#12171a"],
  text: ["#10171b", "#eaf0f2"],
  muted: ["#4a575e", "#a3b1b8"],
  line: ["#dfe5e8", "#263036"],
  limit: ["#cf2233", "#ff5d5d"],
  forecast: ["#a3175c", "#ff8ac2"],
};

const LABELS: Record<SegmentLabel, Pair> = {
  idle: ["#67757d", "#8696a0"],
  load: ["#0b7c78", "#3cc4bf"],
  stable: ["#1d6fb8", "#46a0e6"],
  growing: ["#b85c00", "#f5a13a"],
  shrinking: ["#2f7d32", "#6cc267"],
  volatile: ["#7a3fc0", "#b78cf5"],
  release: ["#7a6a12", "#c9b74a"],
};

export const styleText = (): string => {
  const pairs = [...Object.entries(GROUND), ...Object.entries(LABELS)];
  const variables = (which: 0 | 1): string => pairs.map(([name, pair]) => `--${name}:${pair[which]}`).join(";");
  const labels = Object.keys(LABELS).map((label) => `.${label}{--mark:var(--${label})}`);
  return [
    `svg{${variables(0)};color-scheme:light dark}`,
    `@media (prefers-color-scheme:dark){svg{${variables(1)}}}`,
    'text{font:13px -apple-system,"Segoe UI",Inter,Roboto,"Noto Sans","Liberation Sans",sans-serif;fill:var(--text)}',
    ".title{font-size:19px;font-weight:600}.muted{fill:var(--muted)}.end{text-anchor:end}.middle{text-anchor:middle}",
    ".ground{fill:var(--ground)}.grid{stroke:var(--line);stroke-width:1}.strip-name{font-size:12px}",
    ...labels,
    ".curve{fill:none;stroke:var(--mark);stroke-width:1.8;stroke-linejoin:round}.area{fill:var(--mark);opacity:.16}",
    ".strip{fill:var(--mark);opacity:.3}.strip-edge{fill:var(--mark)}",
    ".limit{stroke:var(--limit);stroke-width:1.6}.limit-name{fill:var(--limit);font-weight:600}",
    ".fan{fill:var(--forecast);opacity:.2}.fan-edge{stroke:var(--forecast);stroke-width:1;fill:none;opacity:.6}",
    ".fan-middle{stroke:var(--forecast);stroke-width:1.8;stroke-dasharray:6 4;fill:none}",
    ".fan-name{fill:var(--forecast);font-weight:600}.warning{stroke:var(--forecast);stroke-width:1;stroke-dasharray:2 3}",
    ".gap{fill:var(--line);opacity:.5}",
  ].join("\n");
};
