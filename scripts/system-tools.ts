import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** A program the tests need and npm cannot bring. */
interface SystemTool {
  command: string;
  debianPackages: string[];
  neededFor: string;
}

export const SYSTEM_TOOLS: SystemTool[] = [
  { command: "gcc", debianPackages: ["gcc", "libc6-dev"], neededFor: "building the NVML test library" },
  { command: "chromium", debianPackages: ["chromium", "fonts-dejavu-core"], neededFor: "the end-to-end tests" },
];

const onPath = (command: string) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;

function installable(): boolean {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version") && onPath("apt-get");
}

const installCommand = (tool: SystemTool) =>
  `apt-get install -y --no-install-recommends ${tool.debianPackages.join(" ")}`;

function install(tool: SystemTool): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  spawnSync("sh", ["-c", `${installCommand(tool)} -qq`], { stdio: "inherit", env });
}

/** The tools that are still missing after installing what can be installed here; says what it does. */
export function missingTools(say: (line: string) => void): SystemTool[] {
  return SYSTEM_TOOLS.filter((tool) => {
    if (onPath(tool.command)) return false;
    if (installable()) {
      say(`${tool.command} is missing (${tool.neededFor}): ${installCommand(tool)}`);
      install(tool);
    }
    if (onPath(tool.command)) return false;
    say(`${tool.command} is missing (${tool.neededFor}). Install it, on Debian: sudo ${installCommand(tool)}`);
    return true;
  });
}
