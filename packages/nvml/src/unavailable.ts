/** Why there is no NVML, in words a person can act on. */
import type { NvmlUnavailable } from "./nvml.ts";
import {
  describeReturnCode,
  DRIVER_NOT_LOADED,
  FUNCTION_NOT_FOUND,
  GPU_NOT_FOUND,
  LIB_RM_VERSION_MISMATCH,
  LIBRARY_NOT_FOUND,
  NO_PERMISSION,
  OPERATING_SYSTEM,
  UNKNOWN,
} from "./return-codes.ts";

const CONTAINER_COMMAND = "docker run --gpus all (or the GPU request of your orchestrator)";

export function libraryMissing(): NvmlUnavailable {
  return {
    reason: "no_library",
    message:
      "libnvidia-ml.so.1 was not found, neither by the loader nor where Debian, Red Hat, NixOS, WSL and the GPU operator " +
      `put it. Install the NVIDIA driver; in a container, start it with ${CONTAINER_COMMAND}. ` +
      "Where the library lies elsewhere, set VRAMFLEET_NVML to its path.",
  };
}

/** @param problem the loader's own words. */
export function libraryUnloadable(path: string, problem: string): NvmlUnavailable {
  return {
    reason: "no_library",
    message:
      `${path} could not be loaded (${problem}). Expected: the driver's libnvidia-ml.so.1 for this machine's ` +
      `processor. Look at it with: ls -lL ${path}; file -L ${path}`,
  };
}

/** @param path of a library that was found and not opened. */
export function driverAbsent(path: string): NvmlUnavailable {
  return {
    reason: "no_driver",
    message:
      `${path} is there, but the NVIDIA kernel driver is not loaded. ` +
      "Load it with: modprobe nvidia; then see: nvidia-smi. On a machine without an NVIDIA GPU there is nothing to do.",
  };
}

export function noDevices(path: string): NvmlUnavailable {
  return {
    reason: "no_devices",
    message:
      `${path} answers but shows no GPU. In a container, start it with ${CONTAINER_COMMAND}; ` +
      "on the host, see: nvidia-smi -L; lspci -d 10de:",
  };
}

/** @param code of nvmlInit, or of the count of devices after it. */
export function initFailed(code: number, path: string): NvmlUnavailable {
  switch (code) {
    case DRIVER_NOT_LOADED:
      return driverAbsent(path);
    case GPU_NOT_FOUND:
      return noDevices(path);
    case FUNCTION_NOT_FOUND:
      return notNvml(path);
    case LIBRARY_NOT_FOUND:
      return stub(path);
    case LIB_RM_VERSION_MISMATCH:
      return versionMismatch(path);
    case NO_PERMISSION:
      return noPermission(path);
    case OPERATING_SYSTEM:
    case UNKNOWN:
      return accessBlocked(code, path);
    default:
      return failed(code, path);
  }
}

function notNvml(path: string): NvmlUnavailable {
  return {
    reason: "no_library",
    message: `${path} is not an NVML library: it lacks nvmlInit_v2 or nvmlDeviceGetCount_v2. Expected: the driver's libnvidia-ml.so.1.`,
  };
}

function stub(path: string): NvmlUnavailable {
  return {
    reason: "no_library",
    message:
      `${path} is a stub without the driver's library behind it (code 12, LIBRARY_NOT_FOUND). ` +
      "Set VRAMFLEET_NVML to the driver's own libnvidia-ml.so.1; see: ldconfig -p | grep nvidia-ml",
  };
}

function versionMismatch(path: string): NvmlUnavailable {
  return {
    reason: "version_mismatch",
    message:
      `${path} and the loaded NVIDIA kernel driver have different versions (code 18), as after an upgrade of the driver. ` +
      "Reboot, or reload the driver's modules, then start again; compare: cat /proc/driver/nvidia/version",
  };
}

function noPermission(path: string): NvmlUnavailable {
  return {
    reason: "no_permission",
    message:
      `This user may not open the NVIDIA driver (code 4 from ${path}). See: ls -l /dev/nvidiactl /dev/nvidia0; ` +
      "add the user to the group that owns them (usermod -aG video USER), or run as root.",
  };
}

/** In a container these two codes are what is left when its access to the devices was taken away or never given. */
function accessBlocked(code: number, path: string): NvmlUnavailable {
  return {
    reason: "no_devices",
    message:
      `${path} cannot reach the GPUs (code ${code}, ${describeReturnCode(code).name}). In a container its access to ` +
      `/dev/nvidia* is missing or was lost: start it anew with ${CONTAINER_COMMAND}. On the host, see: nvidia-smi; dmesg | grep NVRM`,
  };
}

function failed(code: number, path: string): NvmlUnavailable {
  const { name, meaning } = describeReturnCode(code);
  return {
    reason: "failed",
    message: `${path} could not be opened: code ${code}, ${name} (${meaning}). See: nvidia-smi; dmesg | grep NVRM`,
  };
}
