import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ensurePages } from "./bundle/pages.ts";
import { ensureProcesses } from "./bundle/processes.ts";
import { run, start, type Started, temporaryHome } from "./testing/launcher.ts";

const { home, env, remove } = temporaryHome();
const started: Started[] = [];
const launch = (args: readonly string[], more: Record<string, string> = {}): Started => {
  const command = start(args, { ...env, ...more });
  started.push(command);
  return command;
};

beforeAll(async () => {
  await ensureProcesses();
  await ensurePages();
}, 300_000);
afterEach(async () => {
  await Promise.all(started.splice(0).map((command) => command.end("SIGKILL")));
});
afterAll(remove);

const HUB_READY = /hub is ready url=http:\/\/127\.0\.0\.1:(\d+)/;
const UP_READY = /vramfleet is ready[^]*http:\/\/127\.0\.0\.1:(\d+)[^]*\n\n/;
const portIn = (found: RegExpExecArray): number => Number(found[1]);

interface Health {
  status: string;
  nodes: { total: number; live: number };
}
const health = async (port: number) => (await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()) as Health;

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(50);
}

/** Children of a process, with the title each gives itself. */
function childrenOf(pid: number | undefined): { pid: number; title: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readOrEmpty(`/proc/${name}/stat`);
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (state === undefined || state === "Z" || Number(parent) !== pid) return [];
      return [{ pid: Number(name), title: readOrEmpty(`/proc/${name}/cmdline`).replaceAll("\0", "") }];
    });
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const isRunning = (pid: number): boolean =>
  !["", "Z"].includes(readOrEmpty(`/proc/${pid}/stat`).split(") ")[1]?.[0] ?? "");

async function occupiedPort(): Promise<{ server: Server; port: number }> {
  const server = createServer((_, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { server, port: address.port };
}

test("a hub serves, logs to standard error alone, and stops when asked", async () => {
  const dataDir = join(home, "hub-data");
  const hub = launch(["hub", "--port", "0", "--data-dir", dataDir]);
  const port = portIn(await hub.says(HUB_READY));
  expect(await health(port)).toMatchObject({ status: "ok", nodes: { total: 0 } });
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  expect(statSync(join(dataDir, "agent-token")).mode & 0o777).toBe(0o600);
  const ended = await hub.end();
  expect(ended).toMatchObject({ code: 0, stdout: "" });
  expect(ended.stderr).toContain("hub is stopping reason=SIGTERM");
});

test("with --log json every line of the log is one JSON object", async () => {
  const hub = launch(["hub", "--port", "0", "--data-dir", join(home, "json-data"), "--log", "json"]);
  await hub.says(/hub is ready/);
  const { stderr } = await hub.end("SIGINT");
  const lines = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { level: string; message: string });
  expect(lines.map(({ message }) => message)).toEqual(expect.arrayContaining(["hub is ready", "hub is stopping"]));
});

test("a port that another program has is told, with the way out", async () => {
  const { server, port } = await occupiedPort();
  for (const command of ["hub", "up"]) {
    const ended = await run([command, "--port", `${port}`, "--data-dir", join(home, "other-data")], env);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(
      `vramfleet: port ${port} is in use by another program. Stop that program, or choose another port with --port.`,
    );
  }
  server.close();
});

test("a port that a hub of ours has is told to be that", async () => {
  const hub = launch(["hub", "--port", "0", "--data-dir", join(home, "first-data")]);
  const port = portIn(await hub.says(HUB_READY));
  const second = await run(["up", "--port", `${port}`, "--data-dir", join(home, "second-data")], env);
  expect(second.code).toBe(2);
  expect(second.stderr).toContain(`port ${port} is in use: a vramfleet hub already runs there.`);
});

test.each(["hub", "up", "up --demo"])("%s: a data folder that cannot be written is told", async (command) => {
  const inTheWay = join(home, "in-the-way");
  writeFileSync(inTheWay, "");
  const ended = await run([...command.split(" "), "--port", "0", "--data-dir", join(inTheWay, "data")], env);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toMatch(/^vramfleet: .*in-the-way\/data.*--data-dir/m);
});

test("on SIGHUP a valid file is taken, an invalid one is refused and the last good one stays", async () => {
  const path = join(home, "reload.toml");
  writeFileSync(path, `port = 0\ndata_dir = "reload-data"\n`);
  const hub = launch(["hub", "--config", path]);
  const port = portIn(await hub.says(HUB_READY));
  writeFileSync(path, `port = 0\ndata_dir = "reload-data"\nhistory_days = 0\n`);
  hub.child.kill("SIGHUP");
  await hub.says(
    /the configuration is not valid; the last good one stays in use problem=".*reload\.toml:3: history_days/,
  );
  writeFileSync(path, `port = 7999\ndata_dir = "reload-data"\nhistory_days = 3\nlog_format = "json"\n`);
  hub.child.kill("SIGHUP");
  await hub.says(/"message":"configuration read again".*"changed":"history_days, log_format","needsRestart":"port"/);
  expect(await health(port)).toMatchObject({ status: "ok" });
});

test("on SIGHUP up passes what changed on to its children", async () => {
  const path = join(home, "up-reload.toml");
  writeFileSync(path, `port = 0\ndata_dir = "up-reload"\n`);
  const up = launch(["up", "--demo", "--nodes", "1", "--config", path]);
  const port = portIn(await up.says(UP_READY));
  writeFileSync(path, `port = 0\ndata_dir = "up-reload"\nlog_format = "json"\n`);
  up.child.kill("SIGHUP");
  await up.says(/"message":"configuration read again"/);
  // The hub logs every refused connection, each path by itself.
  for (let attempt = 0; !/^\{.*"path":"\/attempt\d+".*\}$/m.test(up.output()); attempt++) {
    await refusedUpgrade(port, `/attempt${attempt}`);
    await wait(200);
  }
});

function refusedUpgrade(port: number, path: string): Promise<void> {
  const headers = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "x",
  };
  return new Promise((resolve) => {
    const call = request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      response.resume().once("close", resolve);
    });
    call.once("error", () => resolve()).end();
  });
}

test("a demo runs a hub and a simulated fleet, starts either again, and stops both", async () => {
  const args = [
    "up",
    "--demo",
    "--nodes",
    "2",
    "--gpus-per-node",
    "1",
    "--port",
    "0",
    "--data-dir",
    join(home, "demo"),
  ];
  const up = launch(args, { SSH_CONNECTION: "10.0.0.9 50000 10.0.0.1 22", USER: "ada" });
  const port = portIn(await up.says(UP_READY));
  expect(up.stdout()).toContain("SIMULATED");
  expect(up.stdout()).toContain(`ssh -N -L ${port}:127.0.0.1:${port} ada@10.0.0.1`);
  await until(async () => (await health(port)).nodes.live === 2);
  const children = childrenOf(up.child.pid);
  expect(children.map(({ title }) => title).toSorted()).toEqual(["vramfleet-demo", "vramfleet-hub"]);
  for (const { pid } of children) process.kill(pid, "SIGKILL");
  await up.says(/the hub ended by itself; it is started again/);
  await up.says(/the agent ended by itself; it is started again/);
  await until(() => childrenOf(up.child.pid).length === 2);
  await until(async () => (await health(port).catch(() => null))?.nodes.live === 2);
  const ended = await up.end("SIGINT");
  expect(ended.code).toBe(0);
  expect(ended.stdout.match(/is ready/g)).toHaveLength(1);
  expect(children.some(({ pid }) => isRunning(pid))).toBe(false);
});

test("a demo does not delete what no demo made, nor the data of one that runs", async () => {
  const dataDir = join(home, "precious");
  mkdirSync(join(dataDir, "demo"), { recursive: true });
  writeFileSync(join(dataDir, "demo", "thesis.txt"), "");
  const refused = await run(["up", "--demo", "--port", "0", "--data-dir", dataDir], env);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("holds files that no demo made");
  expect(existsSync(join(dataDir, "demo", "thesis.txt"))).toBe(true);

  const shared = ["up", "--demo", "--nodes", "1", "--port", "0", "--data-dir", join(home, "shared")];
  await launch(shared).says(UP_READY);
  const second = await run(shared, env);
  expect(second).toMatchObject({ code: 2, stdout: "" });
  expect(second.stderr).toContain("another demo is using");
});

test("children do not outlive a killed up", async () => {
  const up = launch(["up", "--demo", "--nodes", "1", "--port", "0", "--data-dir", join(home, "orphans")]);
  await up.says(UP_READY);
  const children = childrenOf(up.child.pid);
  expect(children).toHaveLength(2);
  up.child.kill("SIGKILL");
  await until(() => !children.some(({ pid }) => isRunning(pid)));
});

test("an agent reports to its hub; with a wrong token it is refused in words, without one it does not start", async () => {
  const hubData = join(home, "agents-hub");
  const hub = launch(["hub", "--port", "0", "--data-dir", hubData]);
  const port = portIn(await hub.says(HUB_READY));
  const url = `http://127.0.0.1:${port}`;
  const local = ["--data-dir", join(home, "agent-data"), "--nvml", "/nowhere/libnvidia-ml.so.1"];
  const agentWith = (token: string) => ["agent", "--hub", url, "--token-file", token, ...local];
  const agent = launch(agentWith(join(hubData, "agent-token")));
  await until(async () => (await health(port)).nodes.live === 1);
  expect(await agent.end()).toMatchObject({ code: 0, stdout: "" });

  writeFileSync(join(home, "wrong"), "not-the-token\n", { mode: 0o600 });
  const stranger = launch(agentWith(join(home, "wrong")));
  await stranger.says(/error the hub refused the token: .*--token-file.* status=401/);
  expect(await stranger.end()).toMatchObject({ code: 0 });

  const refused = await run(agentWith(join(home, "missing")), env);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(/^vramfleet: the token file cannot be read: .*missing[^]*--token-file/);
});

test("without a driver up runs all the same, says so, and offers the demo", async () => {
  const args = ["up", "--port", "0", "--data-dir", join(home, "no-driver"), "--nvml", "/nowhere/libnvidia-ml.so.1"];
  const up = launch(args);
  const port = portIn(await up.says(UP_READY));
  await up.says(/No GPUs can be read on this machine: no NVIDIA driver is installed[^]*npm start -- --demo/);
  await until(async () => (await health(port)).nodes.live === 1);
  expect(await up.end()).toMatchObject({ code: 0 });
});
