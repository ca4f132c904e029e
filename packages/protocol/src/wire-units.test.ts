import { expect, test } from "vitest";
import { z } from "zod";
import * as agent from "./agent.ts";
import * as fleet from "./fleet.ts";
import * as snapshot from "./snapshot.ts";

const UNIT = /(Bytes|BytesPerS|Ms|S|Mw|C|Mhz|Pct|Ratio|Count|Index|Ticks)$/;
/** Numbers that are names or positions, not quantities. */
const IDENTIFIERS = new Set(["pid", "uid", "seq", "storedSeq", "protocolVersion"]);

/** The schemas directly below this one, each with its path. */
function childrenOf(schema: unknown, path: string): [schema: unknown, path: string][] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).map(([key, value]) => [value, path === "" ? key : `${path}.${key}`]);
  }
  if (schema instanceof z.ZodArray) return [[schema.element, path]];
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.map((option) => [option, path]);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return [[schema.unwrap(), path]];
  return [];
}

function nakedNumbers(schema: unknown, path: string): string[] {
  const key = path.split(".").at(-1) ?? "";
  const naked = schema instanceof z.ZodNumber && key !== "" && !UNIT.test(key) && !IDENTIFIERS.has(key);
  return naked ? [path] : childrenOf(schema, path).flatMap(([child, childPath]) => nakedNumbers(child, childPath));
}

test("every number on the wire names its unit", () => {
  const schemas = [agent, fleet, snapshot].flatMap((module): unknown[] => Object.values(module));
  expect(schemas.flatMap((schema) => nakedNumbers(schema, ""))).toEqual([]);
});

test("the walk finds a number without a unit, however deep", () => {
  const planted = z.object({ gpus: z.array(z.object({ memory: z.object({ used: z.int() }).nullable() })) });
  expect(nakedNumbers(planted, "")).toEqual(["gpus.memory.used"]);
});
