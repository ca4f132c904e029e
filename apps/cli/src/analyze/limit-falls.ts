import type { DeviceLog } from "@vramfleet/core/log-reader/choose-device";

export interface Moment {
  atS: number;
  usedBytes: number;
}

/** Memory that was nearly used up and then let go at once, as after an allocation that failed. */
export interface LimitFall {
  before: Moment;
  after: Moment;
}

const NEAR_LIMIT = 0.95;
const LEAST_FALL = 0.2;
/** A program takes a few seconds to end. */
const LONGEST_FALL_S = 10;

/** Falls from near the limit, in order. None where the capacity is not known. */
export function limitFalls({ atS, usedBytes }: DeviceLog, capacityBytes: number | null): LimitFall[] {
  const falls: LimitFall[] = [];
  if (capacityBytes === null) return falls;
  let near: { index: number; moment: Moment } | null = null;
  for (let index = 0; index < atS.length; index++) {
    const now = { atS: atS[index] ?? 0, usedBytes: usedBytes[index] ?? 0 };
    if (now.usedBytes >= NEAR_LIMIT * capacityBytes) near = { index, moment: now };
    else if (near !== null && near.moment.usedBytes - now.usedBytes >= LEAST_FALL * capacityBytes) {
      // Readings may be farther apart than a fall takes.
      const isSudden = near.index === index - 1 || now.atS - near.moment.atS <= LONGEST_FALL_S;
      if (isSudden) falls.push({ before: near.moment, after: now });
      near = null;
    }
  }
  return falls;
}
