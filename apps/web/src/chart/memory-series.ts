const BYTES_PER_GIB = 2 ** 30;
const MS_PER_S = 1_000;

/** Memory over time as a chart wants it: seconds and GiB, null where there is no sample. */
export interface MemorySeries {
  stepMs: number;
  atMs: readonly number[];
  minBytes: readonly (number | null)[];
  maxBytes: readonly (number | null)[];
  meanBytes: readonly (number | null)[];
  totalBytes: readonly (number | null)[];
  reservedBytes: readonly (number | null)[];
}

type Column = (number | null)[];

/** Columns in the order of the chart's series: time, total, highest, lowest, mean. */
export function toColumns(series: MemorySeries): [number[], Column, Column, Column, Column] {
  return [
    series.atMs.map((atMs) => atMs / MS_PER_S),
    toGib(series.totalBytes),
    toGib(series.maxBytes),
    toGib(series.minBytes),
    toGib(series.meanBytes),
  ];
}

function toGib(values: readonly (number | null)[]): Column {
  return values.map((bytes) => (bytes === null ? null : bytes / BYTES_PER_GIB));
}

/** Newest known value of a column. */
export function newest(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}
