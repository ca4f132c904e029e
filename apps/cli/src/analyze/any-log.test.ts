import { chooseDevice } from "@vramfleet/core/log-reader/choose-device";
import { createLineSplitter } from "@vramfleet/core/log-reader/line-splitter";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Failure } from "../failure.ts";
import { accountText } from "./account.ts";
import { analysisJson } from "./analysis-json.ts";
import { analysisSchema } from "./analysis-schema.ts";
import { analyze } from "./analysis.ts";
import { createAnyReader } from "./any-reader.ts";
import { createPaint } from "./paint.ts";
import { replayLength, replayText } from "./replay.ts";
import { requestOf } from "./request.ts";
import { createSnapshotReader } from "./snapshot-reader.ts";
import { chartSvg } from "./svg/chart.ts";
import { snapshot } from "./testing/sample-logs.ts";
import { createTextDecoder } from "./text-decoder.ts";

/** Every output of the command for these bytes; null where they are refused in words. */
function outputsOf(bytes: Uint8Array, flags: Record<string, string>): string[] | null {
  const reader = createAnyReader(null, createSnapshotReader);
  const lines = createLineSplitter((line, isEnded) => reader.addLine(line, isEnded));
  const decoder = createTextDecoder();
  lines.add(decoder.decode(bytes));
  lines.add(decoder.finish());
  lines.finish();
  const end = reader.end();
  if (!end.ok) return refused(end.error);
  const read = { ...end.value, format: reader.format() };
  const log = chooseDevice(read.table, { wanted: null, isOne: true, intervalS: 1 });
  if (!log.ok) return refused(log.error);
  const request = requestOf("log.csv", flags);
  const analysis = analyze(log.value, request);
  const json = analysisJson(analysis, read, request);
  expect(analysisSchema.parse(json)).toEqual(json);
  const told = { analysis, read, request };
  const stepS = Math.max(1, replayLength(log.value.atS, 1) / 10);
  const replayed = [...replayText({ ...log.value, totalBytes: analysis.capacityBytes }, stepS)];
  return [accountText(told, createPaint(true)), chartSvg(told), ...replayed];
}

function refused(words: string): null {
  expect(words).not.toBe("");
  return null;
}

const time = fc.oneof(fc.nat(5_000), fc.double({ noNaN: true, min: -1e13, max: 1e13 }), fc.constant("x"));
const memory = fc.oneof(
  fc.nat(90_000),
  fc.double({ noNaN: true, min: 0, max: 1e9 }),
  fc.constantFrom("[N/A]", "", "-1"),
);
const table = fc
  .array(fc.tuple(time, memory, fc.constantFrom("", "0", "81920", "24564")), { maxLength: 80 })
  .map((rows) => ["time_s,used_mib,total_mib", ...rows.map((row) => row.join(","))].join("\n"));
const snapshots = fc
  .array(
    fc.oneof(
      fc.nat(90_000).map((used) => snapshot(used, [used])),
      fc.jsonValue(),
    ),
    { maxLength: 40 },
  )
  .map((values) => values.map((value) => JSON.stringify(value)).join("\n"));
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.oneof(table, snapshots, fc.string({ unit: "binary" })).map((text) => Buffer.from(text)),
);
const flags = fc.oneof(
  fc.constant({}),
  fc.constant({ stage: "mean", minSize: "3", penalty: "0" }),
  fc.constant({ capacity: "8192", preset: "inference_server" }),
);

test("whatever the bytes, they are analysed or refused in words", () => {
  fc.assert(
    fc.property(bytes, flags, (given, chosen) => {
      try {
        for (const output of outputsOf(given, chosen) ?? []) expect(output).not.toMatch(/NaN|undefined|Infinity/);
      } catch (error) {
        // Too short for the least size that was asked for.
        if (!(error instanceof Failure)) throw error;
        expect(error.message).toMatch(/fewer than the minimum segment length/);
      }
    }),
    { numRuns: 400 },
  );
});

test("colours are there where they are wanted, and nowhere else", () => {
  const text = ["time_s,used_mib,total_mib", "0,1,8192", "1,1,8192", "2,1,8192"].join("\n");
  const [coloured = ""] = outputsOf(Buffer.from(text), {}) ?? [];
  expect(coloured).toContain("\u001B[32mOK\u001B[0m");
  expect(createPaint(false)("OK", "green")).toBe("OK");
});
