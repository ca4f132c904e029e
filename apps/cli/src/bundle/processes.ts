import { cpSync } from "node:fs";
import type { Plugin } from "esbuild";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { createBuildStore } from "./build-store.ts";
import { BUILDS, CHECKOUT } from "./checkout.ts";
import { sourceDigest } from "./source-digest.ts";

/** Entry points, each one file; a worker is named as its owner names it. */
const ENTRIES = {
  "up-process": "apps/cli/src/processes/up-process.ts",
  "hub-process": "apps/cli/src/processes/hub-process.ts",
  "agent-process": "apps/cli/src/processes/agent-process.ts",
  "demo-process": "apps/cli/src/processes/demo-process.ts",
  "storage-worker": "apps/hub/src/store/storage-worker.ts",
  "nvml-worker": "apps/agent/src/collect/nvml-worker.ts",
} as const;

const MIGRATIONS = "apps/hub/src/store/migrations";
const SOURCES = [
  "apps/cli/src",
  "apps/hub/src",
  "apps/agent/src",
  "packages/core/src",
  "packages/protocol/src",
  "packages/nvml/src",
  "package-lock.json",
];

const OPTIONS = {
  bundle: true,
  // What several programs need, and what one needs only at times, lies in files of its own beside them.
  splitting: true,
  chunkNames: "part-[hash]",
  format: "esm",
  platform: "node",
  target: "node24",
  sourcemap: "linked",
  outExtension: { ".js": ".mjs" },
  // Native modules are loaded from node_modules by their own code.
  external: ["better-sqlite3", "koffi"],
  // CommonJS parts of the bundle call require(), which ESM lacks.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  logLevel: "silent",
} as const;

export interface ProcessBundle {
  up: string;
  hub: string;
  agent: string;
  demo: string;
}

const store = () =>
  createBuildStore({
    parent: BUILDS,
    kind: "processes",
    digest: () => sourceDigest(CHECKOUT, { paths: SOURCES, salt: JSON.stringify({ ENTRIES, OPTIONS }) }),
    nowMs: Date.now,
  });

/** Files to run, bundled anew when a source changed (about 0.3 s). */
export async function ensureProcesses(): Promise<ProcessBundle> {
  const folder = store().find() ?? (await store().add(build));
  const file = (entry: keyof typeof ENTRIES): string => join(folder, `${entry}.mjs`);
  return { up: file("up-process"), hub: file("hub-process"), agent: file("agent-process"), demo: file("demo-process") };
}

async function build(folder: string): Promise<void> {
  const esbuild = await import("esbuild");
  const entryPoints = Object.entries(ENTRIES).map(([out, source]) => ({ in: join(CHECKOUT, source), out }));
  try {
    await esbuild.build({
      ...OPTIONS,
      external: [...OPTIONS.external],
      entryPoints,
      outdir: folder,
      absWorkingDir: CHECKOUT,
      plugins: [withoutZodLocales],
    });
  } catch (error) {
    throw new Failure(`the programs could not be bundled:\n${error instanceof Error ? error.message : String(error)}`);
  }
  cpSync(join(CHECKOUT, MIGRATIONS), join(folder, "migrations"), { recursive: true });
}

/** A third of a bundle would be zod's messages in 50 languages, which nothing here uses. */
const withoutZodLocales: Plugin = {
  name: "without-zod-locales",
  setup(build) {
    build.onLoad({ filter: /\/zod\/v4\/locales\/[^/]+\.js$/ }, ({ path }) =>
      /\/(en|index)\.js$/.test(path) ? null : { contents: "export default function () { return {}; }" },
    );
  },
};
