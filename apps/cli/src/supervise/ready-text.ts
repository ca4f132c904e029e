import type { Environment } from "../env.ts";

interface Ready {
  port: number;
  dataDir: string;
  demo: boolean;
  environment: Pick<Environment, "sshConnection" | "user">;
  pid: number;
}

/** What a person needs to know once it runs. */
export function readyText({ port, dataDir, demo, environment, pid }: Ready): string {
  const rows = [
    ["Fleet page", `http://127.0.0.1:${port}`],
    ...sshRows(port, environment),
    ["Data", demo ? `${dataDir} (simulated, made anew at each start)` : dataDir],
    ["Stop", `Ctrl+C, or: kill ${pid}`],
  ] as const;
  const title = demo ? "vramfleet is ready, showing a SIMULATED fleet" : "vramfleet is ready";
  return `\n${title}\n\n${rows.map(([name, text]) => `  ${name.padEnd(11)} ${text}\n`).join("")}\n`;
}

/** The page is on the loopback address: over SSH it takes a tunnel, typed on the person's own computer. */
function sshRows(port: number, { sshConnection, user }: Ready["environment"]): [string, string][] {
  const [, , host, sshPort] = sshConnection?.split(" ") ?? [];
  if (host === undefined || sshPort === undefined) return [];
  const at = `${user === null ? "" : `${user}@`}${host}`;
  const portFlag = sshPort === "22" ? "" : ` -p ${sshPort}`;
  return [["Over SSH", `first, on your own computer: ssh -N -L ${port}:127.0.0.1:${port}${portFlag} ${at}`]];
}

/** @param problem words for a person, e.g. "no NVIDIA driver is installed". */
export function noGpuText(problem: string): string {
  return [
    `No GPUs can be read on this machine: ${problem}.`,
    "The page shows the machine without GPUs. What to do about it: ./vramfleet doctor",
    "To look around in a simulated fleet instead: npm start -- --demo",
    "",
    "",
  ].join("\n");
}
