import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";
import type { LogFormat } from "./log-format.ts";
import type { LogLevel } from "./log.ts";

function logOf(format: LogFormat, level: LogLevel = "info") {
  const lines: string[] = [];
  const clock = { atMs: Date.UTC(2026, 10, 21, 3, 0, 0) };
  const logger = createLogger({
    level,
    format,
    colour: false,
    write: (line) => void lines.push(line),
    nowMs: () => clock.atMs,
  });
  return { logger, lines, clock };
}

test("a text line has time, level, message and fields, quoted where they must be", () => {
  const { logger, lines } = logOf("text");
  logger.warn("agent is gone", { node: "node1", reason: "closed by peer", afterMs: 1500, known: null });
  expect(lines).toEqual([
    '2026-11-21T03:00:00.000Z warn  agent is gone node=node1 reason="closed by peer" afterMs=1500 known=null\n',
  ]);
});

test("a JSON line is one object with the fields beside the standard keys", () => {
  const { logger, lines } = logOf("json");
  logger.error("cannot open", { path: "/x", level: "high" });
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { time: "2026-11-21T03:00:00.000Z", level: "error", message: "cannot open", path: "/x", field_level: "high" },
  ]);
});

test("messages below the level are not written, and the level can be changed", () => {
  const { logger, lines } = logOf("text", "warn");
  logger.info("quiet");
  logger.set({ level: "debug", format: "text" });
  logger.debug("heard");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("heard");
});

test("a repeat is withheld, counted, and told once its minute is over", () => {
  const { logger, lines, clock } = logOf("text");
  for (let attempt = 1; attempt <= 42; attempt++) {
    logger.warn("hub does not answer", { attempt, hub: "a" });
    clock.atMs += 1_000;
  }
  expect(lines).toHaveLength(1);
  logger.sweep();
  expect(lines).toHaveLength(1);
  clock.atMs += 18_000;
  logger.sweep();
  expect(lines.slice(1)).toEqual([
    "2026-11-21T03:01:00.000Z warn  hub does not answer (repeated 41 times in the last 60 s) attempt=42 hub=a\n",
  ]);
  logger.sweep();
  expect(lines).toHaveLength(2);
});

test("the same message about another thing is not a repeat", () => {
  const { logger, lines } = logOf("text");
  logger.info("connected", { node: "node1" });
  logger.info("connected", { node: "node2" });
  expect(lines).toHaveLength(2);
});

test("one message about ever new things is held down too", () => {
  const { logger, lines } = logOf("json");
  for (let index = 0; index < 500; index++) logger.warn("wrong token", { from: `10.0.0.1:${index}` });
  expect(lines.length).toBeLessThanOrEqual(21);
  logger.flush();
  expect(told(lines)).toBe(500);
});

test("no line of text can carry a line break or an escape sequence in", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom("text", "json"), (text, format) => {
      const { logger, lines } = logOf(format);
      logger.info(text, { value: text });
      expect(lines).toHaveLength(1);
      expect(lines[0]?.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
    }),
  );
  const { logger, lines } = logOf("json");
  logger.info("\u001B[2J\n\u202Etxt", {});
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ message: "\u001B[2J\n\u202Etxt" });
});

test("nothing is swallowed: what is written and what is counted add up, whatever the clock does", () => {
  const step = fc.record({
    event: fc.constantFrom("a", "b", "c"),
    name: fc.nat(40),
    afterMs: fc.integer({ min: -90_000, max: 90_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const { logger, lines, clock } = logOf("json");
      for (const { event, name, afterMs } of steps) {
        clock.atMs += afterMs;
        logger.info(event, { name: `${name}` });
      }
      logger.flush();
      expect(told(lines)).toBe(steps.length);
    }),
  );
});

/** How many messages the lines stand for. */
function told(lines: string[]): number {
  return lines
    .map((line) => JSON.parse(line) as { repeatedCount?: number })
    .reduce((sum, line) => sum + (line.repeatedCount ?? 1), 0);
}
