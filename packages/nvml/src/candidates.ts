/** Where drivers put the library, for a machine whose loader does not find it by name. */

const SONAME = "libnvidia-ml.so.1";

/** Under WSL the loader's own directories may hold a stub that knows no GPU; this one is the driver's. */
const WSL_DIRECTORY = "/usr/lib/wsl/lib";

const DIRECTORIES = [
  "/usr/lib/x86_64-linux-gnu",
  "/usr/lib/aarch64-linux-gnu",
  "/usr/lib64",
  "/usr/lib",
  "/usr/lib/x86_64-linux-gnu/nvidia/current",
  "/usr/lib/aarch64-linux-gnu/nvidia/current",
  "/usr/lib/x86_64-linux-gnu/nvidia",
  "/usr/lib/aarch64-linux-gnu/nvidia",
  // NixOS
  "/run/opengl-driver/lib",
  // A driver that the GPU operator of Kubernetes installs in a container.
  "/run/nvidia/driver/usr/lib/x86_64-linux-gnu",
  "/run/nvidia/driver/usr/lib/aarch64-linux-gnu",
  "/run/nvidia/driver/usr/lib64",
];

/** Never the bare `.so`: newer drivers have none, and the CUDA toolkit's is a stub. */
export function libraryCandidates(fileExists: (path: string) => boolean): string[] {
  const inWsl = `${WSL_DIRECTORY}/${SONAME}`;
  const files = DIRECTORIES.map((directory) => `${directory}/${SONAME}`).filter(fileExists);
  return [...(fileExists(inWsl) ? [inWsl] : []), SONAME, ...files];
}

/** Present where a kernel driver, or WSL's way to the one of Windows, is there to be opened. */
const DRIVER_SIGNS = [
  "/proc/driver/nvidia/version",
  "/sys/module/nvidia",
  "/sys/module/nvgpu",
  "/dev/nvidiactl",
  "/dev/dxg",
];

export function driverSeems(fileExists: (path: string) => boolean): boolean {
  return DRIVER_SIGNS.some(fileExists);
}
