import fc from "fast-check";
import { expect, test } from "vitest";
import { createSharedEncoder } from "./encode-shared.ts";

test("any message reads back as plain JSON would", () => {
  const data = fc.oneof(fc.jsonValue(), fc.object());
  const message = fc.oneof(
    fc.record({
      id: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
      result: fc.record({ type: fc.constant("data"), data }),
    }),
    fc.record({ id: fc.integer(), result: fc.record({ type: fc.constant("data"), id: fc.string(), data }) }),
    fc.record({ id: fc.integer(), error: data }),
  );
  fc.assert(
    fc.property(message, (sent) => {
      expect(JSON.parse(createSharedEncoder()(sent))).toEqual(JSON.parse(JSON.stringify(sent)));
    }),
  );
});

test("one object for many browsers is written once", () => {
  let written = 0;
  const data = { toJSON: () => ({ written: ++written }) };
  const encode = createSharedEncoder();
  const texts = [1, 2, 3].map((id) => encode({ id, result: { type: "data", data } }));
  expect(written).toBe(1);
  expect(texts.map((text) => (JSON.parse(text) as { id: number }).id)).toEqual([1, 2, 3]);
});
