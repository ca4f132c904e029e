import { defineConfig } from "vitest/config";

const unit = (root: string) => ({ test: { name: root, root: `./${root}`, include: ["**/*.test.{ts,tsx}"] } });

export default defineConfig({
  test: {
    projects: [
      ...["packages/core", "packages/protocol", "packages/nvml", "apps/agent", "apps/hub", "apps/web", "apps/cli", "scripts"].map(unit),
      { test: { name: "e2e", root: "./apps/cli/e2e", include: ["**/*.e2e.ts"], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
    exclude: ["**/node_modules/**", "**/dist/**", "**/out/**", "**/.next/**"],
    passWithNoTests: false,
  },
});
