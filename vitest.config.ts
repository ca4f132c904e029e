import { defineConfig } from "vitest/config";

const WORKSPACES = [
  "packages/core",
  "packages/protocol",
  "packages/nvml",
  "apps/agent",
  "apps/hub",
  "apps/web",
  "apps/cli",
  "scripts",
];
const exclude = ["**/node_modules/**", "**/dist/**", "**/out/**", "**/.next/**"];

export default defineConfig({
  test: {
    projects: WORKSPACES.map((root) => ({
      // Tests start real servers and processes on machines that may be busy: a slow start is not a failure.
      test: {
        name: root,
        root: `./${root}`,
        include: ["**/*.test.{ts,tsx}"],
        exclude,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    })),
  },
});
