import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomUUID } from "node:crypto";

const FORM = /^[A-Za-z0-9_-]{1,64}$/;

/** Its message names the path and what to do. */
export class NodeIdError extends Error {
  override name = "NodeIdError";
}

/**
 * The id by which the hub knows this node, made at random the first time and kept in `<dataDir>/node-id`. Two agents
 * started at once end up with the same one. Throws `NodeIdError` where it can be neither read nor kept.
 */
export function keptNodeId(dataDir: string, newId: () => string = randomUUID): string {
  const path = join(dataDir, "node-id");
  try {
    return readNodeId(path) ?? createNodeId(dataDir, path, newId());
  } catch (error) {
    if (error instanceof NodeIdError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new NodeIdError(
      `cannot keep this node's id in ${path} (${reason}): give --data-dir a directory this user may write to`,
      { cause: error },
    );
  }
}

function readNodeId(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  if (FORM.test(text)) return text;
  throw new NodeIdError(
    `${path} holds no node id (expected 1 to 64 letters, digits, "-" or "_"): delete it, and the node gets a new one`,
  );
}

/** A link appears with its whole content or not at all, and never in place of an id another agent has just made. */
function createNodeId(dataDir: string, path: string, id: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomUUID()}`;
  writeFileSync(draft, `${id}\n`, { mode: 0o600, flag: "wx" });
  try {
    chmodSync(draft, 0o600);
    linkSync(draft, path);
    return id;
  } catch (error) {
    const made = readNodeId(path);
    if (made === null) throw error;
    return made;
  } finally {
    rmSync(draft, { force: true });
  }
}
