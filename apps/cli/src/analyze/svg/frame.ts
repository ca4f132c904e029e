/** The drawing in px, and where its plot lies. */
export const FRAME = { width: 1_200, height: 560, left: 84, right: 1_172, top: 128, bottom: 460 } as const;

/** Height of the strip with the segments' names, just above the plot. */
export const STRIP_HEIGHT = 20;

/** From the log's units to px. */
export interface Frame {
  fromS: number;
  toS: number;
  topBytes: number;
  x: (atS: number) => number;
  y: (bytes: number) => number;
}

export function createFrame(span: { fromS: number; toS: number }, topBytes: number): Frame {
  const { fromS } = span;
  // A log of one moment has a plot, too.
  const toS = Math.max(span.toS, fromS + 1e-3);
  const { left, right, top, bottom } = FRAME;
  return {
    fromS,
    toS,
    topBytes,
    x: (atS) => round(left + ((atS - fromS) / (toS - fromS)) * (right - left)),
    y: (bytes) => round(bottom - (bytes / topBytes) * (bottom - top)),
  };
}

/** A tenth of a px is finer than any screen. */
const round = (px: number): number => Math.round(px * 10) / 10;
