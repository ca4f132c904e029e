import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { realLibraries } from "../real/libraries.ts";
import { driverSeems } from "./candidates.ts";
import { deviceQueries, libraryQueries } from "./ffi/functions.ts";
import { healthQueries } from "./ffi/health-functions.ts";
import { openFirst } from "./open-library.ts";

const PROBE = fileURLToPath(new URL("ffi/testing/probe-library.ts", import.meta.url));
const libraries = realLibraries();
const hasDriver = driverSeems(existsSync);
const why = hasDriver
  ? "this machine has a driver: these tests are of the library without one"
  : "no NVIDIA library here; on Debian: node packages/nvml/real/fetch.ts";

const questions = [...Object.values(libraryQueries), ...Object.values(deviceQueries), ...Object.values(healthQueries)];
const symbols = questions.map((query) => query.variants.map(({ symbol }) => symbol));

interface Probed {
  missing: string[];
  texts: Record<string, string>;
  opened: string;
}

describe("NVIDIA's own library without a driver", () => {
  test.skipIf(libraries.length > 0 && !hasDriver)("is there to be tested", (context) => context.skip(why));

  for (const path of hasDriver ? [] : libraries) {
    test(`${basename(path)}: symbols, texts and the way it fails`, () => {
      const output = execFileSync(process.execPath, [PROBE, path, symbols.flat().join()], { encoding: "utf8" });
      // Written by the probe alone.
      const probed = JSON.parse(output) as Probed;
      const unanswered = symbols.filter((variants) => variants.every((symbol) => probed.missing.includes(symbol)));
      expect(unanswered).toEqual([]);
      expect(probed.texts).toEqual({
        0: "Success",
        3: "Not Supported",
        9: "Driver Not Loaded",
        15: "GPU is lost",
        18: "Driver/library version mismatch",
      });
      expect(probed.opened).toBe("no_driver");
    });

    test(`${basename(path)}: a search on a machine without a driver makes no device node, as root either`, () => {
      expect(openFirst({ candidates: [path], hasDriver: false })).toMatchObject({
        unavailable: { reason: "no_driver" },
      });
      expect(existsSync("/dev/nvidiactl")).toBe(false);
    });
  }
});
