/** Plants one violation of every import rule in a copy of the layout and expects each to be caught, by name. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..");
const planted: Record<string, { file: string; text: string }[]> = {
  "no-circular": [
    { file: "packages/core/src/ring-a.ts", text: `import { b } from "./ring-b.ts";\nexport const a = () => b;\n` },
    { file: "packages/core/src/ring-b.ts", text: `import { a } from "./ring-a.ts";\nexport const b = () => a;\n` },
  ],
  "no-orphans": [{ file: "apps/hub/src/alone.ts", text: `export const alone = 1;\n` }],
  unresolvable: [{ file: "apps/hub/src/lost.ts", text: `import "./nowhere.ts";\n` }],
  "no-dev-dep-in-prod": [{ file: "apps/hub/src/dev.ts", text: `import fc from "fast-check";\nexport const x = fc;\n` }],
  "core-is-pure": [{ file: "packages/core/src/io.ts", text: `import fs from "node:fs";\nexport const x = fs;\n` }],
  "protocol-sees-core-and-zod": [
    { file: "packages/protocol/src/io.ts", text: `import fs from "node:fs";\nexport const x = fs;\n` },
  ],
  "nvml-stands-alone": [
    { file: "packages/nvml/src/us.ts", text: `import { ok } from "@vramfleet/core/result";\nexport const x = ok;\n` },
  ],
  "koffi-only-in-ffi": [
    { file: "packages/nvml/src/call.ts", text: `import koffi from "koffi";\nexport const x = koffi;\n` },
  ],
  "nvml-only-in-agent-collect": [
    {
      file: "apps/agent/src/push/gpu.ts",
      text: `import type { Nvml } from "@vramfleet/nvml/nvml";\nexport type X = Nvml;\n`,
    },
  ],
  "sqlite-only-in-store": [
    { file: "apps/hub/src/api/db.ts", text: `import Database from "better-sqlite3";\nexport const x = Database;\n` },
  ],
  "trpc-server-only-in-api": [
    {
      file: "apps/hub/src/ingest/rpc.ts",
      text: `import { initTRPC } from "@trpc/server";\nexport const x = initTRPC;\n`,
    },
  ],
  "trpc-client-only-in-push": [
    {
      file: "apps/agent/src/collect/rpc.ts",
      text: `import { wsLink } from "@trpc/client";\nexport const x = wsLink;\n`,
    },
  ],
  "uplot-only-in-chart": [
    { file: "apps/web/src/lib/plot.ts", text: `import uPlot from "uplot";\nexport const x = uPlot;\n` },
  ],
  "packages-not-to-apps": [
    {
      file: "packages/core/src/up.ts",
      text: `import { x } from "../../../apps/hub/src/alone-too.ts";\nexport const y = x;\n`,
    },
    { file: "apps/hub/src/alone-too.ts", text: `export const x = 1;\n` },
  ],
  "no-cross-app": [
    {
      file: "apps/agent/src/push/cross.ts",
      text: `import type { x } from "../../../hub/src/alone-too.ts";\nexport type Y = typeof x;\n`,
    },
  ],
  "router-type-only": [
    {
      file: "apps/web/src/lib/router.ts",
      text: `import { router } from "../../../hub/src/api/web-router.ts";\nexport const y = router;\n`,
    },
    { file: "apps/hub/src/api/web-router.ts", text: `export const router = 1;\n` },
  ],
  "no-index-barrel": [
    { file: "packages/core/src/barrel.ts", text: `import { x } from "./index.ts";\nexport const y = x;\n` },
    { file: "packages/core/src/index.ts", text: `export const x = 1;\n` },
  ],
  "node-io-only-at-the-edge": [
    { file: "apps/agent/src/push/disk.ts", text: `import fs from "node:fs";\nexport const x = fs;\n` },
  ],
};

const configured = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
const report = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

let copy = "";
let violations: { from: string; rule: { name: string } }[] = [];

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "import-rules-"));
  for (const path of [".dependency-cruiser.cjs", "tsconfig.base.json", "package.json"])
    cpSync(join(root, path), join(copy, path));
  for (const workspace of [
    "packages/core",
    "packages/protocol",
    "packages/nvml",
    "apps/agent",
    "apps/hub",
    "apps/web",
  ]) {
    mkdirSync(join(copy, workspace), { recursive: true });
    cpSync(join(root, workspace, "package.json"), join(copy, workspace, "package.json"));
  }
  cpSync(join(root, "packages/core/src/result.ts"), join(copy, "packages/core/src/result.ts"));
  cpSync(join(root, "packages/nvml/src/nvml.ts"), join(copy, "packages/nvml/src/nvml.ts"));
  linkModules();
  for (const { file, text } of Object.values(planted).flat()) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
  const run = spawnSync(
    join(root, "node_modules/.bin/depcruise"),
    ["--output-type", "json", "--config", ".dependency-cruiser.cjs", "packages", "apps"],
    {
      cwd: copy,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  violations = report.parse(JSON.parse(run.stdout)).summary.violations;
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Third-party modules come from the project; its own packages resolve inside the copy. */
function linkModules(): void {
  mkdirSync(join(copy, "node_modules/@vramfleet"), { recursive: true });
  for (const name of ["core", "protocol", "nvml"])
    symlinkSync(join(copy, "packages", name), join(copy, "node_modules/@vramfleet", name));
  for (const name of ["zod", "koffi", "better-sqlite3", "uplot", "fast-check", "@trpc"]) {
    symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name));
  }
}

test.each(Object.entries(planted))("%s is caught", (rule, files) => {
  const caught = violations.filter((violation) => violation.rule.name === rule).map((violation) => violation.from);
  expect(files.some((planting) => caught.includes(planting.file))).toBe(true);
});

test("every configured rule has a planted violation", () => {
  const loaded: unknown = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
  const names = configured.parse(loaded).forbidden.map((rule) => rule.name);
  expect(Object.keys(planted).toSorted()).toEqual(names.toSorted());
});
