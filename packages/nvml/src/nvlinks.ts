import type { NvmlReading } from "./nvml.ts";
import { failureOf, INVALID_ARGUMENT, NOT_SUPPORTED } from "./return-codes.ts";

/** Of any GPU so far. */
const MOST_LINKS = 36;

/** @param readCount missing from older drivers: links are then asked for until one is none. */
export function readNvlinks(
  readCount: () => NvmlReading<number>,
  readLink: (link: number) => NvmlReading<boolean>,
): NvmlReading<boolean[]> {
  const count = readCount();
  const most = count.ok ? Math.min(count.value, MOST_LINKS) : MOST_LINKS;
  const links: boolean[] = [];
  for (let link = 0; link < most; link++) {
    const isUp = readLink(link);
    if (isUp.ok) links.push(isUp.value);
    else if (isBeyond(isUp.failure.code)) break;
    else return isUp;
  }
  if (links.length > 0) return { ok: true, value: links };
  return { ok: false, failure: failureOf(NOT_SUPPORTED, "nvmlDeviceGetNvLinkState") };
}

function isBeyond(code: number): boolean {
  return code === INVALID_ARGUMENT || code === NOT_SUPPORTED;
}
