import { z } from "zod";

const bytes = z.number().nonnegative().describe("bytes");
const seconds = z.number().describe("seconds on the log's clock, see startedAt");
const ratio = z.number().min(0).max(1);
const index = z.int().nonnegative();

const moment = z.object({ atS: seconds, usedBytes: bytes });

const range = z
  .object({
    lowS: z.number().nonnegative(),
    midS: z.number().nonnegative(),
    highS: z.number().nonnegative(),
    within600sRatio: ratio,
    within3600sRatio: ratio,
    aimBytes: bytes,
  })
  .describe(
    "seconds from atS: in 80 of 100 cases memory runs out from lowS to highS; the probabilities of 10 minutes and 1 hour; the level at which the next request is expected not to fit",
  );
const said = z
  .object({ atS: seconds, forecast: range.nullable(), reason: z.string().nullable() })
  .describe("a forecast, or the reason why there was none");

const segment = z.object({
  startS: seconds,
  endS: seconds.describe("time of the last sample"),
  startIndex: index,
  endIndex: index.describe("exclusive"),
  label: z.enum(["idle", "load", "stable", "growing", "shrinking", "volatile", "release"]),
  meanBytes: bytes,
  minBytes: bytes,
  maxBytes: bytes,
  slopeBytesPerS: z.number(),
  riseBytes: z.number().describe("along the fitted line from the first to the last sample"),
  rule: z.string().describe("which observation decided the label"),
});

const alarm = z
  .object({
    first: said.extend({ forecast: range }),
    endS: seconds.describe("when it was last said"),
    reachedAtS: seconds
      .nullable()
      .describe(
        "when memory reached the level of the first warning; null where it did not within an hour or thrice the range",
      ),
  })
  .describe("a time in which the middle of the forecast was at most 10 minutes away");

/** What `vramfleet analyze --json` prints. */
export const analysisSchema = z.object({
  file: z.string(),
  format: z.enum(["csv", "snapshots"]),
  gpu: z.object({ index: index.nullable(), identity: z.string().nullable() }),
  startedAt: z
    .string()
    .nullable()
    .describe("date of second 0 as the log writes it, without a zone; null without dates"),
  sampleCount: z.int().positive(),
  badRows: z.object({
    count: index,
    first: z.array(
      z.object({ lineNumber: z.int(), column: z.string().nullable(), expected: z.string(), found: z.string() }),
    ),
  }),
  notes: z.array(z.string()).describe("what was assumed"),
  capacityBytes: bytes.nullable(),
  stage: z.enum(["mean", "line"]),
  minSize: z.int().positive(),
  penalty: z.number().nonnegative().describe("price of a change, MiB squared"),
  cost: z.number().nonnegative().describe("sum of squared distances from the levels of the first stage, MiB squared"),
  changePoints: z.array(index).describe("first stage: exclusive ends of the levels; the last is the number of samples"),
  segments: z.array(segment),
  gaps: z.array(z.object({ startS: seconds, endS: seconds })).describe("interruptions of the recording"),
  peak: moment.extend({ ratio: z.number().nullable().describe("share of the capacity") }),
  end: moment,
  growth: z
    .object({ segmentCount: index, riseBytes: z.number(), durationS: z.number() })
    .describe("the growing segments together"),
  limitFalls: z
    .array(z.object({ before: moment, after: moment }))
    .describe("memory nearly used up and let go at once, as after an allocation that failed"),
  forecast: z.object({
    everySamples: z.int().positive().describe("samples from one question to the next"),
    alarms: z.array(alarm),
    last: said,
    lastRange: said.extend({ forecast: range }).nullable().describe("the last time there was a forecast"),
  }),
  verdict: z.object({
    verdict: z.enum(["OK", "TIGHT", "OOM"]).nullable(),
    health: z.enum(["healthy", "warning", "critical"]).nullable(),
    basis: z.enum(["forecast", "rules", "unknown_capacity"]),
    sentence: z.string(),
  }),
});

export type AnalysisJson = z.infer<typeof analysisSchema>;
