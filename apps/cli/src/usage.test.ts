import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run, temporaryHome } from "./testing/launcher.ts";

const { home, env, remove } = temporaryHome();
afterAll(remove);

const file = (name: string, text: string): string => {
  const path = join(home, name);
  writeFileSync(path, text);
  return path;
};

test("help and version go to standard output", async () => {
  const help = await run(["--help"], env);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  for (const command of ["up", "hub", "agent", "snapshot", "doctor", "config"])
    expect(help.stdout).toContain(`  ${command} `);
  expect(await run(["--version"], env)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
  });
});

test.each([
  [["upp"], /^vramfleet: unknown command 'upp'\n\(Did you mean up\?\)/],
  [["up", "--prot", "7200"], /^vramfleet: unknown option '--prot'\n\(Did you mean --port\?\)/],
  [["agent", "--huub=x"], /^vramfleet: unknown option '--huub=?.*'\n\(Did you mean --hub\?\)/],
  [["snapshot", "--frobnicate"], /^vramfleet: unknown option '--frobnicate'/],
  [["config", "pritn"], /^vramfleet: unknown command 'pritn'\n\(Did you mean print\?\)/],
  [["up", "extra"], /^vramfleet: too many arguments/],
  [["up", "--port"], /^vramfleet: option '--port <number>' argument missing/],
  [["up", "--port", "70000"], /^vramfleet: --port: port must be a whole number from 0 to 65535, not 70000\.\n$/],
  [["up", "--log", "xml"], /^vramfleet: --log: log_format must be "text" or "json", not "xml"\.\n$/],
  [["up", "--nodes", "3"], /^vramfleet: --nodes is for a simulated fleet\. Add --demo/],
  [["up", "--demo", "--nodes", "0"], /^vramfleet: --nodes must be a whole number from 1 to 1000, not "0"\.\n$/],
  [["agent", "--hub", "hub:7117"], /^vramfleet: --hub: hub_url must be an address such as http:/],
  [[], /^vramfleet: say what to do\.\n\nUsage:/],
])("%j is refused in words", async (args, words) => {
  const ended = await run(args, env);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).not.toMatch(/\n\s+at /);
});

test.each([
  ["unknown.toml", "history_dayz = 3", ':1: unknown key "history_dayz". Did you mean history_days?'],
  ["type.toml", "\nport = 'x'", ':2: port must be a whole number from 0 to 65535, not "x".'],
  ["range.toml", "interval_ms = 100", ":1: interval_ms must be a whole number from 500 to 10000, not 100."],
  ["syntax.toml", "port = 1\nport = = 2", ":2: not valid TOML:"],
])("a start is stopped by %s, with file, line and key", async (name, text, words) => {
  const path = file(name, text);
  const ended = await run(["up", "--config", path], env);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain(`vramfleet: ${path}${words}`);
  expect(await run(["config", "validate", path], env)).toMatchObject({ code: 2, stderr: ended.stderr });
});

test("a file asked for by name must exist, wherever it is named", async () => {
  for (const [args, more] of [
    [["up", "--config", "/nowhere/up.toml"], {}],
    [["up"], { VRAMFLEET_CONFIG: "/nowhere/up.toml" }],
    [["config", "validate", "/nowhere/up.toml"], {}],
  ] as const) {
    const ended = await run(args, { ...env, ...more });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/^vramfleet: \/nowhere\/up\.toml: the configuration file named by .* cannot be read/);
  }
});

test("the effective configuration is printed with the origin of each value", async () => {
  mkdirSync(join(home, ".config/vramfleet"), { recursive: true });
  const path = file(".config/vramfleet/hub.toml", "history_days = 3\nlog_level = 'warn'\n");
  const ended = await run(["config", "print", "hub", "--port", "7200", "--json"], {
    ...env,
    VRAMFLEET_LOG_LEVEL: "debug",
  });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(ended.stdout)).toEqual({
    command: "hub",
    file: path,
    values: {
      port: { value: 7200, from: "flag", name: "--port" },
      data_dir: { value: join(home, ".local/state/vramfleet"), from: "default" },
      history_days: { value: 3, from: "file", path, line: 1 },
      log_level: { value: "debug", from: "env", name: "VRAMFLEET_LOG_LEVEL" },
      log_format: { value: "text", from: "default" },
    },
  });
  const text = await run(["config", "print", "hub"], env);
  expect(text.stdout).toContain(`# file ${path}:1`);
  const again = file("again.toml", text.stdout);
  expect(await run(["config", "validate", "--for", "hub", again], env)).toMatchObject({ code: 0 });
});

test("the files looked for are listed, the one that is read marked", async () => {
  const other = temporaryHome();
  mkdirSync(join(other.home, "xdg/vramfleet"), { recursive: true });
  writeFileSync(join(other.home, "xdg/vramfleet/agent.toml"), "");
  const ended = await run(["config", "path", "--for", "agent"], {
    ...other.env,
    XDG_CONFIG_HOME: join(other.home, "xdg"),
  });
  expect(ended.stdout).toBe(
    `${join(other.home, "xdg/vramfleet/agent.toml")}  (read)\n/etc/vramfleet/agent.toml  (does not exist)\n`,
  );
  other.remove();
});
