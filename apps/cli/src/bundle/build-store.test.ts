import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBuildStore } from "./build-store.ts";
import { sourceDigest } from "./source-digest.ts";

const DAY_MS = 86_400_000;
let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "vramfleet-build-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const storeOf = (digest: () => string, nowMs = () => Date.now()) =>
  createBuildStore({ parent: join(parent, "dist"), kind: "pages", digest, nowMs });
const write = (text: string) => async (folder: string) => writeFileSync(join(folder, "file"), text);
const textIn = (folder: string) => readFileSync(join(folder, "file"), "utf8");

test("a build is found by its sources, and only by them", async () => {
  let digest = "one";
  const store = storeOf(() => digest);
  expect(store.find()).toBeNull();
  const built = await store.add(write("1"));
  expect(store.find()).toBe(built);
  digest = "two";
  expect(store.find()).toBeNull();
  const other = await store.add(write("2"));
  expect([textIn(built), textIn(other)]).toEqual(["1", "2"]);
});

test("a build that fails leaves nothing that could be taken for one", async () => {
  const store = storeOf(() => "one");
  const failing = async (folder: string) => {
    await write("half")(folder);
    throw new Error("no");
  };
  await expect(store.add(failing)).rejects.toThrow("no");
  expect(store.find()).toBeNull();
  expect(readdirSync(join(parent, "dist"))).toEqual([]);
});

test("a folder that cannot be written is told with what to do", async () => {
  const store = storeOf(() => "one");
  const denied = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
  await expect(store.add(() => Promise.reject(denied))).rejects.toThrow(/permission denied[^]*user who may write/);
});

test("of two builders at once each ends with a whole build", async () => {
  const store = storeOf(() => "one");
  const first = await store.add(async (folder) => {
    await write("a")(folder);
    // The other one, in another process, finishes first.
    const there = join(parent, "dist", "pages-one");
    mkdirSync(there);
    writeFileSync(join(there, "file"), "b");
  });
  expect(textIn(first)).toBe("b");
  expect(store.find()).toBe(first);
});

test("sources that change while they are built are built again", async () => {
  let edits = 0;
  const store = storeOf(() => `state${Math.min(edits, 2)}`);
  const built = await store.add(async (folder) => {
    edits += 1;
    await write(`after ${edits}`)(folder);
  });
  expect(built).toMatch(/pages-state2$/);
  expect(textIn(built)).toBe("after 3");
});

test("builds nobody used for two weeks are deleted", async () => {
  let digest = "old";
  let nowMs = Date.now();
  const store = storeOf(
    () => digest,
    () => nowMs,
  );
  const old = await store.add(write("old"));
  nowMs += 13 * DAY_MS;
  expect(store.find()).toBe(old);
  digest = "new";
  nowMs += 13 * DAY_MS;
  await store.add(write("new"));
  expect(existsSync(old)).toBe(true);
  digest = "newer";
  nowMs += 2 * DAY_MS;
  await store.add(write("newer"));
  expect(existsSync(old)).toBe(false);
});

test("of builds in quick succession the newest twenty are kept", async () => {
  let edit = 0;
  const startedAtMs = Date.now();
  const store = storeOf(
    () => `edit${edit}`,
    () => startedAtMs + edit * 1_000,
  );
  for (; edit < 25; edit++) {
    await store.add(write("x"));
    expect(store.find()).not.toBeNull();
  }
  expect(readdirSync(join(parent, "dist"))).toHaveLength(20);
  expect(readdirSync(join(parent, "dist"))).toContain("pages-edit24");
});

test("the digest follows contents and names, not tests or generated files", () => {
  const sources = { paths: ["src", "lock.json"], salt: "" };
  const root = mkdtempSync(join(parent, "root-"));
  const put = (path: string, text: string) => writeFileSync(join(root, path), text);
  mkdirSync(join(root, "src/node_modules"), { recursive: true });
  put("lock.json", "{}");
  put("src/a.ts", "1");
  const first = sourceDigest(root, sources);
  put("src/a.test.ts", "1");
  put("src/node_modules/x", "1");
  put("src/a.ts", "1");
  expect(sourceDigest(root, sources)).toBe(first);
  put("src/a.ts", "2");
  expect(sourceDigest(root, sources)).not.toBe(first);
  put("src/a.ts", "1");
  put("lock.json", "{1}");
  expect(sourceDigest(root, sources)).not.toBe(first);
  expect(sourceDigest(root, { ...sources, salt: "x" })).not.toBe(sourceDigest(root, sources));
});
