import type { Logger } from "@vramfleet/core/log";

/** Returns a way to count what is done; each further tenth of `totalCount` is a line in the log. */
export function logProgress(log: Logger, what: string, totalCount: number): (moreCount: number) => void {
  let doneCount = 0;
  let saidTenths = 0;
  return (moreCount) => {
    doneCount += moreCount;
    const tenths = Math.floor((10 * doneCount) / totalCount);
    if (tenths <= saidTenths) return;
    saidTenths = tenths;
    log.info(`${what}: ${tenths * 10} %`);
  };
}
