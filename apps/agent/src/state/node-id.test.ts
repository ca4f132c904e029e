import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptNodeId, NodeIdError } from "./node-id.ts";

let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "vramfleet-id-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test("an id is made once and kept, readable by its owner alone, nothing else left behind", () => {
  const dir = join(parent, "new", "data");
  const id = keptNodeId(dir);
  expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  expect(keptNodeId(dir)).toBe(id);
  expect(statSync(join(dir, "node-id")).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(["node-id"]);
});

test("two directories are two nodes", () => {
  expect(keptNodeId(join(parent, "a"))).not.toBe(keptNodeId(join(parent, "b")));
});

test("an agent that comes second takes the first one's id", () => {
  const second = () => {
    keptNodeId(parent, () => "first");
    return "second";
  };
  expect(keptNodeId(parent, second)).toBe("first");
  expect(readdirSync(parent)).toEqual(["node-id"]);
});

test("a file with something else in it is not overwritten, and the message says what to do", () => {
  writeFileSync(join(parent, "node-id"), "not an id!\n");
  expect(() => keptNodeId(parent)).toThrow(/node-id holds no node id.*delete it/);
});

test("a directory that cannot be written to is named", () => {
  const file = join(parent, "file");
  writeFileSync(file, "");
  expect(() => keptNodeId(join(file, "data"))).toThrow(NodeIdError);
  expect(() => keptNodeId(join(file, "data"))).toThrow(/file\/data\/node-id .*--data-dir/);
});

test("a directory without permission to write is named too", () => {
  chmodSync(parent, 0o555);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) process.seteuid?.(65_534);
  try {
    expect(() => keptNodeId(parent)).toThrow(/--data-dir a directory this user may write to/);
  } finally {
    if (asRoot) process.seteuid?.(0);
    chmodSync(parent, 0o755);
  }
});
