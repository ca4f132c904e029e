import { err, ok, type Result } from "../result.ts";
import { findTurns, type Turns } from "./find-turns.ts";
import { turnedRound } from "./newest-first.ts";
import type { LoggedDevice, RowTable } from "./row-table.ts";

export interface DeviceChoice {
  /** What the person typed: a GPU's number, or the beginning of its uuid or bus id; null to take the only one. */
  wanted: string | null;
  /** The person has said that the rows are of one GPU. */
  isOne: boolean;
  /** Seconds between readings where the log has no times. */
  intervalS: number;
}

/** Readings of one device, in the log's order; the oldest first where the log gives the newest first. */
export interface DeviceLog {
  /** Seconds: from the first reading where the log has dates, as the log counts them where it has numbers. */
  atS: Float64Array;
  usedBytes: Float64Array;
  /** What most rows say; null where none does. */
  totalBytes: number | null;
  /** Seconds since 1970 of the first reading were its clock at UTC; null without dates. */
  startedAtS: number | null;
  /** The device's number where the log or the turns of its rows tell it. */
  gpuIndex: number | null;
  /** Empty where the log names none. */
  identity: string;
  notes: string[];
}

/** Picks one device's rows. Fails, with what to do, where it is not clear whose they are. */
export function chooseDevice(table: RowTable, choice: DeviceChoice): Result<DeviceLog, string> {
  if (table.devices.length > 1) return chooseNamed(table, choice);
  const isNamed = table.devices.some(({ identity }) => identity !== "");
  const turns = isNamed || choice.isOne ? null : findTurns(table);
  return turns === null ? takeAll(table, choice) : chooseByTurn(table, turns, choice);
}

function chooseNamed(table: RowTable, choice: DeviceChoice): Result<DeviceLog, string> {
  const { devices } = table;
  const names = devices.map(nameOf);
  if (choice.wanted === null)
    return err(
      `the log holds ${devices.length} GPUs: ${names.slice(0, 16).join(", ")}. Choose one, e.g. --gpu ${devices[0]?.index ?? 0}`,
    );
  const found = findDevice(devices, choice.wanted);
  const namesakes = devices.filter(({ index }) => index !== null && String(index) === choice.wanted);
  if (namesakes.length > 1)
    return err(
      `the log has ${namesakes.length} GPUs with number ${choice.wanted}: ${namesakes.map(nameOf).join(", ")}. Say the beginning of its name`,
    );
  if (found === -1) return err(`the log has no GPU ${choice.wanted}: it holds ${names.slice(0, 16).join(", ")}.`);
  const rows = rowsWhere(table, (row) => table.device[row] === found);
  return ok(
    deviceLog(table, rows, {
      choice,
      gpuIndex: devices[found]?.index ?? found,
      identity: devices[found]?.identity ?? "",
    }),
  );
}

const nameOf = ({ index, identity }: LoggedDevice, position: number): string =>
  identity === String(index) ? identity : `${index ?? position} (${identity})`;

function findDevice(devices: readonly LoggedDevice[], wanted: string): number {
  if (/^\d+$/.test(wanted)) {
    const byIndex = devices.findIndex(({ index }) => index === Number(wanted));
    if (byIndex !== -1 || devices.some(({ index }) => index !== null)) return byIndex;
    return Number(wanted) < devices.length ? Number(wanted) : -1;
  }
  return devices.findIndex(({ identity }) => identity.toLowerCase().startsWith(wanted.toLowerCase()));
}

function takeAll(table: RowTable, choice: DeviceChoice): Result<DeviceLog, string> {
  const [device = { index: null, identity: "" }] = table.devices;
  const isOther = choice.wanted !== null && findDevice([device], choice.wanted) === -1;
  if (isOther && device.identity === "")
    return err(`its rows cannot be told apart: there is no GPU ${choice.wanted}. Leave out --gpu to take them all.`);
  if (isOther) return err(`the log has no GPU ${choice.wanted}: all rows are of ${nameOf(device, 0)}.`);
  const rows = rowsWhere(table, () => true);
  return ok(deviceLog(table, rows, { choice, gpuIndex: device.index, identity: device.identity }));
}

const SIGNS: Record<Turns["sign"], string> = {
  times: "they come in groups of the same time",
  totals: "their totals take turns",
  levels: "their levels take turns",
};

function chooseByTurn(table: RowTable, turns: Turns, choice: DeviceChoice): Result<DeviceLog, string> {
  const { deviceCount, sign, deviceOf } = turns;
  if (deviceCount === null)
    return err(
      "its rows are of several GPUs (their totals differ) in no order, and do not say which. Record with " +
        "nvidia-smi --query-gpu=timestamp,index,memory.used,memory.total --format=csv -l 1",
    );
  const last = deviceCount - 1;
  const found = `its rows are of ${deviceCount} GPUs in turn, as ${SIGNS[sign]}, and do not say which`;
  if (choice.wanted === null)
    return err(`${found}. Choose one with --gpu 0 to --gpu ${last}; if they are of a single GPU, say --one-gpu`);
  const wanted = /^\d+$/.test(choice.wanted) ? Number(choice.wanted) : -1;
  if (wanted < 0 || wanted > last) return err(`${found}: --gpu must be 0 to ${last}, not ${choice.wanted}`);
  const rows = rowsWhere(table, (row) => deviceOf(row) === wanted);
  const log = deviceLog(table, rows, { choice, gpuIndex: wanted, identity: "", rowsPerReading: deviceCount });
  const ordinals = ["first", "second", "third"];
  const place = ordinals[wanted] ?? `${wanted + 1}th`;
  log.notes.push(`The rows are of ${deviceCount} GPUs in turn, as ${SIGNS[sign]}: this is the ${place} of each round.`);
  return ok(log);
}

function rowsWhere(table: RowTable, test: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(table.count);
  let count = 0;
  for (let row = 0; row < table.count; row++) if (test(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

interface Chosen {
  choice: DeviceChoice;
  gpuIndex: number | null;
  identity: string;
  /** Rows of the file for one reading of all devices, where it is known. */
  rowsPerReading?: number;
}

function deviceLog(table: RowTable, given: Uint32Array, chosen: Chosen): DeviceLog {
  const { choice, gpuIndex, identity } = chosen;
  const turned = turnedRound(table, given);
  const rows = turned ?? given;
  const usedBytes = pick(table.usedBytes, rows);
  const first = table.atS[rows[0] ?? 0] ?? 0;
  const isCalendar = table.timeKind === "calendar";
  const totals = commonTotal(pick(table.totalBytes, rows));
  const notes = turned === null ? [] : ["The log has its newest reading first: it was read from its end."];
  if (totals.isMixed) notes.push("The log gives more than one total for this GPU; the most frequent was taken.");
  return {
    atS: timesOf(table, rows, { intervalS: choice.intervalS, ...chosen }),
    usedBytes,
    totalBytes: totals.totalBytes,
    startedAtS: isCalendar ? first : null,
    gpuIndex,
    identity,
    notes,
  };
}

function timesOf(
  table: RowTable,
  rows: Uint32Array,
  { intervalS, rowsPerReading }: { intervalS: number; rowsPerReading?: number },
): Float64Array {
  if (table.timeKind !== null) {
    const atS = pick(table.atS, rows);
    const origin = table.timeKind === "calendar" ? (atS[0] ?? 0) : 0;
    for (let position = 0; position < atS.length; position++) atS[position] = (atS[position] ?? 0) - origin;
    return atS;
  }
  const perReading = table.devices.length > 1 ? null : (rowsPerReading ?? 1);
  // Rows that could not be read keep their place in time, where it can be told.
  return Float64Array.from(
    rows,
    (row, position) =>
      intervalS * (perReading === null ? position : Math.floor((table.ordinal[row] ?? 0) / perReading)),
  );
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let position = 0; position < rows.length; position++) picked[position] = values[rows[position] ?? 0] ?? 0;
  return picked;
}

function commonTotal(totals: Float64Array): { totalBytes: number | null; isMixed: boolean } {
  const counts = new Map<number, number>();
  for (const total of totals) if (!Number.isNaN(total)) counts.set(total, (counts.get(total) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return { totalBytes: most?.[0] ?? null, isMixed: counts.size > 1 };
}
