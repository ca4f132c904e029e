import { expect, test } from "vitest";
import { noGpuText, readyText } from "./ready-text.ts";

const ready = { port: 7117, dataDir: "/data", demo: false, environment: { sshConnection: null, user: "ada" }, pid: 42 };

test("the address, the data and the way to stop are told", () => {
  const text = readyText(ready);
  expect(text).toContain("http://127.0.0.1:7117");
  expect(text).toContain("/data");
  expect(text).toContain("kill 42");
  expect(text).not.toMatch(/ssh|simulated/i);
});

test("over SSH the tunnel to type on one's own computer is told", () => {
  const over = (sshConnection: string) => readyText({ ...ready, environment: { sshConnection, user: "ada" } });
  expect(over("10.0.0.9 50000 10.0.0.1 22")).toContain("ssh -N -L 7117:127.0.0.1:7117 ada@10.0.0.1\n");
  expect(over("10.0.0.9 50000 10.0.0.1 2222")).toContain("ssh -N -L 7117:127.0.0.1:7117 -p 2222 ada@10.0.0.1\n");
  expect(over("nonsense")).not.toContain("ssh");
});

test("a simulated fleet is called so, and no GPUs are explained with a way out", () => {
  expect(readyText({ ...ready, demo: true })).toContain("SIMULATED");
  expect(noGpuText("no driver is loaded")).toMatch(/no driver is loaded\.[^]*npm start -- --demo/);
});
