import { expect, test } from "vitest";
import { createUserNames, parsePasswd } from "./user-names.ts";

test("names by uid; lines that are none are passed over", () => {
  const passwd =
    "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:\n# note\n+::::::\nann:x:1000:1000:Ann,,,:/home/ann:\n\nbad:x:-1:0\n";
  expect(parsePasswd(passwd)).toEqual(
    new Map([
      [0, "root"],
      [1_000, "ann"],
    ]),
  );
});

test("the file is read once, and again for an unknown uid after a minute at the earliest", () => {
  let passwd: string | null = "ann:x:1000:1000:::";
  let readCount = 0;
  const nameOf = createUserNames(() => {
    readCount += 1;
    return passwd;
  });
  expect([nameOf(1_000, 0), nameOf(1_000, 10), nameOf(1_001, 20)]).toEqual(["ann", "ann", null]);
  expect(readCount).toBe(1);
  passwd = "ann:x:1000:1000:::\nbob:x:1001:1001:::";
  expect([nameOf(1_001, 59_999), nameOf(1_001, 60_000)]).toEqual([null, "bob"]);
  expect(readCount).toBe(2);
});

test("without the file nobody has a name", () => {
  expect(createUserNames(() => null)(0, 0)).toBeNull();
});
