import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inheritedEnvironment } from "../env.ts";
import { Failure } from "../failure.ts";
import { withLock } from "../lock.ts";
import { withProgress } from "../progress.ts";
import { createBuildStore } from "./build-store.ts";
import { BUILDS, CHECKOUT } from "./checkout.ts";
import { runToEnd } from "./run-to-end.ts";
import { sourceDigest } from "./source-digest.ts";

const WEB = join(CHECKOUT, "apps/web");
const SOURCES = ["apps/web", "packages/core/src", "packages/protocol/src", "package-lock.json", "tsconfig.base.json"];

const store = () =>
  createBuildStore({
    parent: BUILDS,
    kind: "pages",
    digest: () => sourceDigest(CHECKOUT, { paths: SOURCES, salt: "pages" }),
    nowMs: Date.now,
  });

/** Folder of the built pages, null when they are not built from the present sources. */
export function findPages(): string | null {
  return store().find();
}

/** Folder of the pages, built first when a source changed (15 to 30 s). Next builds inside the checkout, so one at a time. */
export async function ensurePages(): Promise<string> {
  return findPages() ?? withLock(`pages of ${CHECKOUT}`, async () => findPages() ?? buildPages());
}

function buildPages(): Promise<string> {
  return withProgress("building the pages, about 20 s, only when their sources change", () =>
    store().add(async (folder) => {
      const next = createRequire(join(WEB, "package.json")).resolve("next/dist/bin/next");
      const env = { ...inheritedEnvironment(), NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
      await whileOthersBuild(() =>
        runToEnd("building the pages", { argv: [process.execPath, next, "build"], cwd: WEB, env }),
      );
      cpSync(join(WEB, "out"), folder, { recursive: true });
    }),
  );
}

const BUSY = "Another next build process is already running";
const BUSY_RETRY_MS = 2_000;
const BUSY_ATTEMPTS = 90;

/** A `next build` typed by hand holds Next's own lock on the folder: it is waited for. */
async function whileOthersBuild(build: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await build();
    } catch (error) {
      const busy = error instanceof Failure && error.message.includes(BUSY);
      if (!busy || attempt === BUSY_ATTEMPTS) throw error;
      await wait(BUSY_RETRY_MS);
    }
  }
}
