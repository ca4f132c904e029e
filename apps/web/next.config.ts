import path from "node:path";
import type { NextConfig } from "next";

/** The repository: its lock file and its workspaces belong to this build. */
const repositoryRoot = path.join(import.meta.dirname, "../..");

const config: NextConfig = {
  output: "export",
  turbopack: { root: repositoryRoot },
  outputFileTracingRoot: repositoryRoot,
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
