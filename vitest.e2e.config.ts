import { defineConfig } from "vitest/config";

/** The end-to-end tests drive whole processes and a browser, one file after the other. */
export default defineConfig({
  test: {
    name: "e2e",
    root: "./apps/cli/e2e",
    include: ["**/*.e2e.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
