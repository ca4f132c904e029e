import type { Series, TimeWindow } from "./series.ts";

export function formatSeries(series: Series): string {
  if (typeof series === "number") return `${whole(series)}`;
  return [series.mode, ...series.points.map(([atS, value]) => `${milliseconds(atS)}=${whole(value)}`)].join(" ");
}

/** A line, or none where there is nothing to say. */
export function reading(key: string, series: Series | null | undefined): string[] {
  return series === null || series === undefined ? [] : [`  ${key} ${formatSeries(series)}`];
}

/** " key=value" for each that is given. */
export function formatOptions(options: Readonly<Record<string, number | undefined>>): string {
  const given = Object.entries(options).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return given.map(([key, value]) => ` ${key}=${whole(value)}`).join("");
}

/** As options: from=MS to=MS. */
export function formatLife({ fromS, toS }: TimeWindow): string {
  return formatOptions({
    from: fromS === undefined ? undefined : milliseconds(fromS),
    to: toS === undefined ? undefined : milliseconds(toS),
  });
}

/** The file holds integers alone, so that its reader does not depend on a locale's decimal point. */
export function milliseconds(atS: number): number {
  return Math.round(atS * 1000);
}

export function whole(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`a scenario's values must be finite numbers, not ${value}`);
  return Math.round(value);
}
