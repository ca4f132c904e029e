import { BOARD_CYCLE, type Board } from "./boards.ts";
import { placesFor, WANTED, type Place } from "./fleet-layout.ts";
import { schedulesFor } from "./fleet-roles.ts";
import { runsOutDaily } from "./oom-schedule.ts";
import { hash01, hash32 } from "./rng.ts";
import type { SimGpu } from "./sim-gpu.ts";
import { createLine } from "./sim-job.ts";
import { createSimNode, uuidText, type SimNode } from "./sim-node.ts";

/** The same options give the same fleet, instant by instant. */
export interface FleetPlanOptions {
  seed: number;
  /** Wall clock at which the simulation is started, milliseconds: what "3 to 6 hours ago" counts from. */
  anchorMs: number;
  nodeCount: number;
  /** 1 to 64. */
  gpusPerNode: number;
}

export interface OutOfMemoryEvent {
  nodeId: string;
  slotIndex: number;
  /** First second without the process. */
  atMs: number;
}

export interface FleetPlan {
  nodes: SimNode[];
  /** Events with fromMs <= atMs < toMs. Any 24 h hold exactly one in the whole fleet. */
  outOfMemoryEvents(fromMs: number, toMs: number): OutOfMemoryEvent[];
}

interface NodeDraft {
  nodeId: string;
  board: Board;
  seed: number;
  places: Place[];
}

const DAY_MS = 86_400_000;
/** Lines of jobs a GPU may have, in the numbering of pids. */
const LINES_PER_GPU = 12;

export function createFleetPlan(options: FleetPlanOptions): FleetPlan {
  const drafts = draftNodes(options);
  assignWanted(drafts, options);
  const nodes = drafts.map((draft) =>
    createSimNode({ ...draft, anchorMs: options.anchorMs, gpus: draft.places.map((_, slot) => buildGpu(draft, slot)) }),
  );
  return { nodes, outOfMemoryEvents: (fromMs, toMs) => events(drafts, options.anchorMs, { fromMs, toMs }) };
}

function draftNodes({ seed, nodeCount, gpusPerNode }: FleetPlanOptions): NodeDraft[] {
  const seen = new Map<string, number>();
  return Array.from({ length: nodeCount }, (_, index) => {
    const board = BOARD_CYCLE[index % BOARD_CYCLE.length] ?? BOARD_CYCLE[0];
    const variant = seen.get(board.shortName) ?? 0;
    seen.set(board.shortName, variant + 1);
    const nodeId = `sim-${board.shortName}-${String(variant + 1).padStart(2, "0")}`;
    return { nodeId, board, seed: hash32(seed, index), places: placesFor(board.shortName, variant, gpusPerNode) };
  });
}

/** Puts each wanted role on the best free place: an idle GPU of a fitting board on a node without another such role. */
function assignWanted(drafts: NodeDraft[], { nodeCount, gpusPerNode }: FleetPlanOptions): void {
  const taken = new Set<Place>();
  const fitting = WANTED.filter(
    ({ fromNodes, fromGpus }) => nodeCount >= fromNodes && nodeCount * gpusPerNode >= fromGpus,
  );
  for (const [index, { role, boards }] of fitting.entries()) {
    const cost = (draft: NodeDraft, place: Place): number =>
      (taken.has(place) ? 1_000 : 0) +
      (place.role === "idle" ? 0 : 100) +
      (draft.places.some((other) => taken.has(other)) ? 10 : 0) +
      (boards.includes(draft.board.shortName) ? boards.indexOf(draft.board.shortName) : 5);
    const best = drafts
      .flatMap((draft) => draft.places.map((place) => ({ place, cost: cost(draft, place) })))
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    Object.assign(best.place, { role, groupIndex: 1_000 + index, rankIndex: 0 } satisfies Place);
    taken.add(best.place);
  }
}

const groupSeed = (draft: NodeDraft, place: Place): number => hash32(draft.seed, 100 + place.groupIndex);

function buildGpu(draft: NodeDraft, slotIndex: number): SimGpu {
  const { board, places } = draft;
  const place = places[slotIndex];
  if (place === undefined) throw new RangeError(`${draft.nodeId} has no GPU ${slotIndex}.`);
  const seed = hash32(draft.seed, 5_000 + slotIndex);
  const firstSlot = places.findIndex(({ groupIndex }) => groupIndex === place.groupIndex);
  const lines = schedulesFor(place.role, groupSeed(draft, place)).map((schedule, line) =>
    createLine(schedule, {
      ...board.memory,
      rankIndex: place.rankIndex,
      localIndex: slotIndex * LINES_PER_GPU + line,
      groupLocalIndex: firstSlot * LINES_PER_GPU + line,
    }),
  );
  return {
    slotIndex,
    board,
    seed,
    uuid: `GPU-${uuidText(seed)}`,
    pciBusId: `00000000:${(0x1a + 0x03 * slotIndex).toString(16).toUpperCase()}:00.0`,
    lostFromS: place.role === "lost" ? -Math.floor(3_600 * (1.5 + 6 * hash01(seed, 9))) : null,
    lines,
  };
}

function events(drafts: NodeDraft[], anchorMs: number, range: { fromMs: number; toMs: number }): OutOfMemoryEvent[] {
  return drafts.flatMap((draft) =>
    draft.places.flatMap((place, slotIndex) => {
      if (place.role !== "runs_out") return [];
      const firstMs = anchorMs + runsOutDaily(groupSeed(draft, place)).eventS * 1_000;
      const found: OutOfMemoryEvent[] = [];
      const first = firstMs + Math.ceil((range.fromMs - firstMs) / DAY_MS) * DAY_MS;
      for (let atMs = first; atMs < range.toMs; atMs += DAY_MS) found.push({ nodeId: draft.nodeId, slotIndex, atMs });
      return found;
    }),
  );
}
