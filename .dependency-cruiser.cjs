// The import table of ARCHITECTURE.md, by folder and without exemptions. TypeScript 7 has no API this tool can use, so swc parses.
const test = "([.]test[.]tsx?$|[.]e2e[.]ts$|/testing/)";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          test,
          "(^|/)(main|next[.]config|drizzle[.]config)[.]",
          "-(worker|process)[.]ts$",
          "/app/.*(page|layout|not-found)[.]tsx?$",
          "[.]d[.]ts$",
        ],
      },
      to: {},
    },
    { name: "unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-dev-dep-in-prod",
      severity: "error",
      from: { path: "^(apps|packages)/[^/]+/src", pathNot: test },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "core-is-pure",
      severity: "error",
      from: { path: "^packages/core/src", pathNot: test },
      to: { pathNot: "^packages/core/src" },
    },
    {
      name: "protocol-sees-core-and-zod",
      severity: "error",
      from: { path: "^packages/protocol/src", pathNot: test },
      to: { pathNot: "^packages/(protocol|core)/src|node_modules/zod/" },
    },
    {
      name: "nvml-stands-alone",
      severity: "error",
      from: { path: "^packages/nvml/src", pathNot: test },
      to: { pathNot: "^packages/nvml/src|node_modules/koffi/|^(node:)?fs$" },
    },
    {
      name: "koffi-only-in-ffi",
      severity: "error",
      from: { pathNot: "^packages/nvml/src/ffi/" },
      to: { path: "node_modules/koffi/" },
    },
    {
      name: "nvml-only-in-agent-collect",
      severity: "error",
      from: { pathNot: ["^packages/nvml", "^apps/agent/src/collect/", "^apps/cli/", test] },
      to: { path: "^packages/nvml/" },
    },
    {
      name: "sqlite-only-in-store",
      severity: "error",
      from: { pathNot: ["^apps/hub/(src/store/|drizzle[.]config)", test] },
      to: { path: "node_modules/(better-sqlite3|drizzle-orm)/" },
    },
    {
      name: "trpc-server-only-in-api",
      severity: "error",
      from: { path: "^apps/hub/src", pathNot: ["^apps/hub/src/api/", test] },
      to: { path: "node_modules/@trpc/" },
    },
    {
      name: "trpc-client-only-in-push",
      severity: "error",
      from: { path: "^apps/agent/src", pathNot: ["^apps/agent/src/push/", test] },
      to: { path: "node_modules/@trpc/" },
    },
    {
      name: "uplot-only-in-chart",
      severity: "error",
      from: { path: "^apps/web/src", pathNot: "^apps/web/src/(chart/|app/layout[.]tsx$)" },
      to: { path: "node_modules/uplot/" },
    },
    { name: "packages-not-to-apps", severity: "error", from: { path: "^packages/" }, to: { path: "^apps/" } },
    {
      name: "no-cross-app",
      severity: "error",
      from: { path: "^apps/([^/]+)/", pathNot: ["^apps/cli/", test] },
      to: { path: "^apps/([^/]+)/", pathNot: ["^apps/$1/", "^apps/hub/src/api/(web|agent)-router[.]ts$"] },
    },
    {
      name: "router-type-only",
      severity: "error",
      from: { path: "^apps/(web|agent)/", pathNot: test },
      to: { path: "^apps/hub/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-index-barrel",
      severity: "error",
      from: {},
      to: { path: "^(apps|packages)/.*/index[.]tsx?$" },
    },
    {
      name: "node-io-only-at-the-edge",
      severity: "error",
      from: {
        path: "^apps/agent/src",
        pathNot: ["^apps/agent/src/(proc|spool|collect|state)/", "^apps/agent/src/(main|env)[.]ts$", test],
      },
      to: { dependencyTypes: ["core"], path: "^(node:)?(fs|net|child_process)" },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(apps|packages)/[^/]+/(out|dist|[.]next|[.]turbo)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
      mainFields: ["module", "main", "types"],
    },
  },
};
