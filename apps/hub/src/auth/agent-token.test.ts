import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createCleanup, tempDir } from "../testing/test-hub.ts";
import { agentTokenPath, ensureAgentToken } from "./agent-token.ts";
import { isSameSecret } from "./same-secret.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test("the first start makes a token of 256 bits for its owner only; later starts read it", async () => {
  const dataDir = join(await tempDir(cleanup), "data");
  const token = await ensureAgentToken(dataDir);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(await modeOf(agentTokenPath(dataDir))).toBe(0o600);
  expect(await modeOf(dataDir)).toBe(0o700);
  expect(await ensureAgentToken(dataDir)).toBe(token);
  expect(await readdir(dataDir)).toEqual(["agent-token"]);
});

test("of starts at the same time one token wins", async () => {
  const dataDir = await tempDir(cleanup);
  const tokens = await Promise.all(Array.from({ length: 8 }, () => ensureAgentToken(dataDir)));
  expect(new Set(tokens).size).toBe(1);
  expect((await readFile(agentTokenPath(dataDir), "utf8")).trim()).toBe(tokens[0]);
});

test.each([0o644, 0o640, 0o604])("a token file that others may read (%o) is refused", async (mode) => {
  const dataDir = await tempDir(cleanup);
  await ensureAgentToken(dataDir);
  await chmod(agentTokenPath(dataDir), mode);
  await expect(ensureAgentToken(dataDir)).rejects.toMatchObject({
    code: "agent_token_unsafe",
    message: expect.stringMatching(/chmod 600/) as string,
  });
});

test.each(["", "short", "with spaces ".repeat(10)])(
  "a file that holds %j is refused, not replaced",
  async (content) => {
    const dataDir = await tempDir(cleanup);
    await writeFile(agentTokenPath(dataDir), content, { mode: 0o600 });
    await expect(ensureAgentToken(dataDir)).rejects.toMatchObject({ code: "agent_token_unsafe" });
    expect(await readFile(agentTokenPath(dataDir), "utf8")).toBe(content);
  },
);

test("secrets are the same only when every character is", () => {
  expect(isSameSecret("secret", "secret")).toBe(true);
  for (const other of ["", "secre", "secret ", "Secret", "secrets"]) expect(isSameSecret(other, "secret")).toBe(false);
});
