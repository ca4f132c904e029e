import { expect, test } from "vitest";
import { parseFile } from "./parse-file.ts";
import { resolveConfig, type ConfigSources } from "./resolve.ts";

const machine = { home: "/home/ada", stateHome: null, cwd: "/work dir" };
const sources = (given: Partial<ConfigSources>): ConfigSources => ({
  flags: {},
  env: {},
  file: null,
  machine,
  ...given,
});
const hubFile = (text: string) => parseFile("hub", "/etc/vramfleet/hub.toml", text);

function problemsOf(result: ReturnType<typeof resolveConfig>): string[] {
  return result.ok ? [] : result.error.map((problem) => `${problem.where}: ${problem.message}`);
}

test("a flag beats the environment, which beats the file, which beats the default", () => {
  const file = hubFile("port = 7001\nhistory_days = 3\nlog_level = 'debug'\n");
  const result = resolveConfig(
    "hub",
    sources({ file, flags: { port: "7003" }, env: { VRAMFLEET_PORT: "7002", VRAMFLEET_HISTORY_DAYS: "4" } }),
  );
  expect(result).toMatchObject({
    ok: true,
    value: {
      values: { port: 7003, history_days: 4, log_level: "debug", log_format: "text" },
      origins: {
        port: { from: "flag", name: "--port" },
        history_days: { from: "env", name: "VRAMFLEET_HISTORY_DAYS" },
        log_level: { from: "file", path: "/etc/vramfleet/hub.toml", line: 3 },
        log_format: { from: "default" },
      },
    },
  });
});

test("every problem is told, with where it is and what was expected", () => {
  const file = hubFile('port = "7117"\nhistory_dayz = 3\n\nlog_level = "loud"\n[interval_ms]\nx = 1\n');
  const result = resolveConfig(
    "hub",
    sources({ file, flags: { history_days: "0" }, env: { VRAMFLEET_PORT: "70000" } }),
  );
  expect(problemsOf(result)).toEqual([
    '/etc/vramfleet/hub.toml:1: port must be a whole number from 0 to 65535, not "7117". Write it without quotes.',
    '/etc/vramfleet/hub.toml:2: unknown key "history_dayz". Did you mean history_days?',
    '/etc/vramfleet/hub.toml:4: log_level must be "debug", "info", "warn" or "error", not "loud".',
    "/etc/vramfleet/hub.toml:5: interval_ms does not belong to `vramfleet hub`, whose keys are port, data_dir, history_days, log_level, log_format.",
    "VRAMFLEET_PORT: port must be a whole number from 0 to 65535, not 70000.",
    "--history-days: history_days must be a whole number from 1 to 3650, not 0.",
  ]);
});

test("an invalid file stops a start even where a flag hides its value", () => {
  const result = resolveConfig("hub", sources({ file: hubFile("port = -1"), flags: { port: "7117" } }));
  expect(problemsOf(result)).toEqual([
    "/etc/vramfleet/hub.toml:1: port must be a whole number from 0 to 65535, not -1.",
  ]);
});

test.each([
  ["port = 7117\nhistory_days = = 3\n", 2],
  ["port = 7117\nport = 7118\n", 2],
  ["\n\n[open\n", 3],
])("a syntax error in %j is at line %d", (text, line) => {
  const problems = problemsOf(resolveConfig("hub", sources({ file: hubFile(text) })));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^/etc/vramfleet/hub.toml:${line}: not valid TOML: .+\\.$`));
});

test("a fraction, an overflow, a list and text that is no number are refused", () => {
  for (const value of ["7117.5", "1e99", "[1]", "true", "'x'", "inf", "1979-05-27"]) {
    expect(problemsOf(resolveConfig("hub", sources({ file: hubFile(`port = ${value}`) }))), value).toHaveLength(1);
  }
  for (const text of ["", "0x10", "7117 ", "1e3", "7_117", "١"]) {
    const result = resolveConfig("hub", sources({ flags: { port: text } }));
    expect(result.ok, JSON.stringify(text)).toBe(text === "7117 ");
  }
});

test("paths become absolute: from the file's folder, the working folder or the home folder", () => {
  const file = parseFile("agent", "/etc/vramfleet/agent.toml", "token_file = 'token'\nnvml = 'libnvidia-ml.so.1'");
  const result = resolveConfig(
    "agent",
    sources({ file, flags: { data_dir: "data" }, env: { VRAMFLEET_PROC_ROOT: "~/proc" } }),
  );
  expect(result).toMatchObject({
    ok: true,
    value: {
      values: {
        token_file: "/etc/vramfleet/token",
        nvml: "libnvidia-ml.so.1",
        data_dir: "/work dir/data",
        proc_root: "/home/ada/proc",
      },
    },
  });
});

test("the token file lies in the data folder, which follows the XDG state folder", () => {
  const result = resolveConfig("agent", sources({ machine: { ...machine, stateHome: "/state" } }));
  expect(result).toMatchObject({
    ok: true,
    value: { values: { data_dir: "/state/vramfleet", token_file: "/state/vramfleet/agent-token", nvml: null } },
  });
});

test.each(["localhost:7117", "ftp://hub", "http://hub/?a=b", "http://user:secret@hub", "hub"])(
  "%s is no address of a hub",
  (hub) => {
    expect(problemsOf(resolveConfig("agent", sources({ flags: { hub_url: hub } })))).toEqual([
      `--hub: hub_url must be an address such as http://127.0.0.1:7117, not ${JSON.stringify(hub)}.`,
    ]);
  },
);

test("the variable Kubernetes sets for a Service of our name is not taken for a port", () => {
  const result = resolveConfig("hub", sources({ env: { VRAMFLEET_PORT: "tcp://10.0.0.1:7117" } }));
  expect(result).toMatchObject({ ok: true, value: { values: { port: 7117 }, origins: { port: { from: "default" } } } });
});
