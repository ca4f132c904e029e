import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chooseDevice } from "@vramfleet/core/log-reader/choose-device";
import { analyze } from "../analysis.ts";
import { createAnyReader } from "../any-reader.ts";
import type { ReadLog } from "../read-log.ts";
import { type AnalyzeRequest, requestOf } from "../request.ts";
import { createSnapshotReader } from "../snapshot-reader.ts";
import { IDLE_THEN_LEAK, LEAK_AND_CRASH, plainLog, smiLog } from "../testing/sample-logs.ts";
import { chartSvg } from "./chart.ts";
import { memoryTicks, timeTicks } from "./ticks.ts";

function chartOf(text: string, request: AnalyzeRequest = requestOf("log.csv", {})): string {
  const reader = createAnyReader(null, createSnapshotReader);
  text.split("\n").forEach((line) => reader.addLine(line));
  const end = reader.end();
  if (!end.ok) throw new Error(end.error);
  const read: ReadLog = { ...end.value, format: reader.format() };
  const log = chooseDevice(read.table, { wanted: null, isOne: true, intervalS: 1 });
  if (!log.ok) throw new Error(log.error);
  return chartSvg({ analysis: analyze(log.value, request), read, request });
}

/** Fails where an element is not closed, or a character stands where markup must not have it. */
function checkMarkup(svg: string): void {
  const open: string[] = [];
  const rest = svg.replaceAll(/<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g, (_, ...parts: string[]) => {
    const [closing, name = "", , alone] = parts;
    if (closing === "/") expect(open.pop()).toBe(name);
    else if (alone !== "/") open.push(name);
    return "";
  });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#39);)/);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
}

test("a chart shows each segment in its colour, the limit, the forecast, and what they are", () => {
  const svg = chartOf(smiLog(IDLE_THEN_LEAK.slice(0, 1_900)));
  checkMarkup(svg);
  for (const label of ["idle", "load", "stable", "growing"]) {
    expect(svg).toContain(`<g class="${label}">`);
    expect(svg).toContain(`<rect class="${label} strip-edge"`);
  }
  expect(svg).not.toContain('<g class="volatile">');
  expect(svg).toContain(">limit: 24.0 GiB in all</text>");
  expect(svg).toMatch(/class="fan-middle" d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+"/);
  expect(svg).toMatch(/>at 10:31:39: OOM in ~\d+-\d+ min</);
  expect(svg).toContain(">forecast: 80 % range, middle dashed</text>");
  expect(svg).toContain("@media (prefers-color-scheme:dark)");
  expect(svg).toContain("<title>log.csv, GPU 0</title>");
});

test("after a crash the first warning is what is shown", () => {
  const svg = chartOf(smiLog(LEAK_AND_CRASH));
  expect(svg).toMatch(/>at 10:(29|30):\d\d: OOM in ~\d+-\d+ min</);
});

test("a limit far above everything is told, one that is not known is left out", () => {
  expect(chartOf(plainLog([100, 200, 300, 400], 81_920))).toContain(">limit: 80.0 GiB in all, above this chart</text>");
  expect(chartOf(plainLog([100, 200, 300, 400], null))).not.toContain('class="limit');
});

test("what a file is called cannot become markup", () => {
  const svg = chartOf(plainLog([1, 2]), requestOf(`<script>&"'\u001B[31m.csv`, {}));
  checkMarkup(svg);
  expect(svg).toContain("<title>&lt;script&gt;&amp;&quot;&#39;.csv</title>");
});

test("any log has a chart", () => {
  const row = fc.tuple(fc.double({ min: -1e6, max: 1e10, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), fc.boolean(), (rows, hasTotal) => {
      const lines = rows.map(([atS, used]) => `${atS},${used},${hasTotal ? 81_920 : ""}`);
      checkMarkup(chartOf(["time_s,used_mib,total_mib", ...lines].join("\n")));
    }),
    { numRuns: 60 },
  );
});

test("marks stand at round places", () => {
  expect(memoryTicks(24 * 2 ** 30, 8).map((bytes) => bytes / 2 ** 30)).toEqual([0, 4, 8, 12, 16, 20, 24]);
  expect(timeTicks({ fromS: 10, toS: 3_700 }, 0, 8)).toEqual([600, 1_200, 1_800, 2_400, 3_000, 3_600]);
  expect(timeTicks({ fromS: 0, toS: 3_600 }, 600, 8)).toEqual([0, 600, 1_200, 1_800, 2_400, 3_000, 3_600]);
  expect(timeTicks({ fromS: 0, toS: 1e12 }, 0, 8).length).toBeLessThanOrEqual(9);
});
