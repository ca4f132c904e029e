import { addBadRow, badRowText, noBadRows } from "@vramfleet/core/log-reader/bad-rows";
import type { LogReader } from "@vramfleet/core/log-reader/log-reader";
import { addRow, emptyTable, type RowTable } from "@vramfleet/core/log-reader/row-table";
import { err, ok } from "@vramfleet/core/result";
import { z } from "zod";
import { createObjectSplitter } from "./json-objects.ts";

/** End of the year 9999. */
const LATEST_MS = 253_402_300_799_999;

/** What is needed of a snapshot: logs outlive versions. */
const loggedSnapshot = z.object({
  atMs: z.number().nonnegative().max(LATEST_MS),
  node: z.object({ nodeId: z.string(), hostname: z.string() }).optional(),
  gpus: z.array(
    z.object({
      slotIndex: z.int().nonnegative(),
      uuid: z.string().nullable(),
      memory: z.object({ totalBytes: z.number().nonnegative(), usedBytes: z.number().nonnegative() }).nullable(),
    }),
  ),
});
type LoggedSnapshot = z.infer<typeof loggedSnapshot>;

const EXPECTED = "what vramfleet snapshot --json prints";

/** Reads recorded `vramfleet snapshot --json`. */
export function createSnapshotReader(): LogReader {
  const table: RowTable = { ...emptyTable(), timeKind: "calendar" };
  const bad = noBadRows();
  const devices = new Map<string, number>();
  const objects = createObjectSplitter((text, lineNumber) => {
    const read = loggedSnapshot.safeParse(jsonOf(text));
    if (read.success) addSnapshot(table, devices, read.data);
    else addBadRow(bad, { lineNumber, column: columnOf(read.error), expected: EXPECTED, found: text });
  });
  return {
    addLine: (line) => objects.addLine(line),
    end() {
      objects.finish();
      if (table.count > 0) return ok({ table, bad, notes: [] });
      const first = bad.first.map((row) => `\n  ${badRowText(row)}`).join("");
      if (bad.count > 0) return err(`not one good snapshot among ${bad.count}.${first}`);
      return err("no GPU could be read in any of the snapshots.");
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses it as it refuses any other wrong thing.
    return undefined;
  }
}

/** Where it is wrong, e.g. gpus.0.memory; null where the whole is. */
function columnOf({ issues }: z.ZodError): string | null {
  const path = issues[0]?.path.join(".") ?? "";
  return path === "" ? null : path;
}

function addSnapshot(table: RowTable, devices: Map<string, number>, { atMs, node, gpus }: LoggedSnapshot): void {
  for (const { slotIndex, uuid, memory } of gpus) {
    // A GPU that could not be read has no reading; the others have theirs.
    if (memory === null) continue;
    const identity = uuid ?? `${node?.hostname ?? "node"}/${slotIndex}`;
    const key = `${node?.nodeId ?? ""}/${identity}`;
    const device = devices.get(key) ?? table.devices.push({ index: slotIndex, identity }) - 1;
    devices.set(key, device);
    const totalBytes = memory.totalBytes === 0 ? null : memory.totalBytes;
    addRow(table, { atS: atMs / 1_000, usedBytes: memory.usedBytes, totalBytes, device, ordinal: table.count });
  }
}
