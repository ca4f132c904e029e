import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createObjectSplitter } from "./json-objects.ts";

function split(text: string): [string, number][] {
  const found: [string, number][] = [];
  const splitter = createObjectSplitter((object, lineNumber) => found.push([object, lineNumber]));
  text.split("\n").forEach((line) => splitter.addLine(line));
  splitter.finish();
  return found;
}

test("objects are told apart however they are printed", () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(object, fc.constantFrom(0, 2, 4)), { minLength: 1, maxLength: 6 }), (objects) => {
      const text = objects.map(([value, indent]) => JSON.stringify(value, null, indent)).join("\n");
      const expected = objects.map(([value]) => JSON.parse(JSON.stringify(value)) as unknown);
      expect(split(text).map(([found]) => JSON.parse(found) as unknown)).toEqual(expected);
    }),
  );
});

test("one that was cut off does not take the next with it, and lines keep their numbers", () => {
  expect(split('{\n  "a": {\n{"b":1}\n\n{\n  "c": "}{\\""\n}\n{"d":')).toEqual([
    ['{\n  "a": {', 1],
    ['{"b":1}', 3],
    ['{\n  "c": "}{\\""\n}', 5],
    ['{"d":', 8],
  ]);
});
