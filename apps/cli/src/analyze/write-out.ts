import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Writes to standard output, no faster than it is taken. A reader that has seen enough, such as `head`, ends it without
 * an error.
 */
export async function writeOut(texts: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(texts), process.stdout, { end: false });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code !== "EPIPE" && code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}
