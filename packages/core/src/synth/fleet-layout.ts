import type { Role } from "./fleet-roles.ts";

/** A role over neighbouring GPUs; the jobs of a group of several run on all of them together. */
type Template = readonly (readonly [role: Role, gpuCount: number])[];

/** Eight GPUs of a node, by board; the second node with the same board takes the second template, and so on. */
const TEMPLATES: Readonly<Record<string, readonly [Template, ...Template[]]>> = {
  h100: [
    [
      ["batch", 4],
      ["batch", 1],
      ["batch", 1],
      ["idle", 1],
      ["idle", 1],
    ],
    [["batch", 8]],
    [
      ["server", 2],
      ["batch", 2],
      ["idle", 1],
      ["idle", 1],
      ["batch", 1],
      ["idle", 1],
    ],
  ],
  a100: [
    [
      ["batch", 2],
      ["batch", 1],
      ["batch", 1],
      ["shared_notebooks", 1],
      ["idle", 1],
      ["idle", 1],
      ["idle", 1],
    ],
    [
      ["batch", 4],
      ["idle", 1],
      ["idle", 1],
      ["batch", 1],
      ["idle", 1],
    ],
  ],
  l40s: [
    [
      ["diffusion", 1],
      ["diffusion", 1],
      ["small_server", 1],
      ["batch", 1],
      ["idle", 1],
      ["idle", 1],
      ["batch", 1],
      ["idle", 1],
    ],
    [
      ["server", 1],
      ["diffusion", 1],
      ["small_server", 1],
      ["small_server", 1],
      ["idle", 1],
      ["batch", 1],
      ["idle", 1],
      ["idle", 1],
    ],
  ],
  rtx4090: [
    [
      ["ollama", 1],
      ["batch", 1],
      ["shared_notebooks", 1],
      ["batch", 2],
      ["idle", 1],
      ["idle", 1],
      ["idle", 1],
    ],
    [
      ["batch", 2],
      ["ollama", 1],
      ["idle", 1],
      ["batch", 1],
      ["idle", 1],
      ["idle", 1],
      ["diffusion", 1],
    ],
  ],
  t4: [
    [
      ["shared_notebooks", 1],
      ["small_server", 1],
      ["ollama", 1],
      ["shared_notebooks", 1],
      ["idle", 1],
      ["idle", 1],
      ["idle", 1],
      ["idle", 1],
    ],
  ],
  h200: [
    [
      ["server", 1],
      ["batch", 4],
      ["batch", 1],
      ["idle", 1],
      ["idle", 1],
    ],
  ],
};

/** One GPU's place in the layout; GPUs with the same `groupIndex` run the same jobs, one rank each. */
export interface Place {
  role: Role;
  groupIndex: number;
  rankIndex: number;
}

export function placesFor(boardShortName: string, variant: number, gpuCount: number): Place[] {
  const templates = TEMPLATES[boardShortName] ?? [];
  const template = templates[variant % templates.length] ?? [["batch", 8]];
  const groups = template.flatMap(([role, size], group) =>
    Array.from({ length: size }, (_, rankIndex) => ({ role, group, rankIndex })),
  );
  return Array.from({ length: gpuCount }, (_, slotIndex) => {
    const round = Math.floor(slotIndex / groups.length);
    const { role, group, rankIndex } = groups[slotIndex % groups.length] ?? { role: "idle", group: 0, rankIndex: 0 };
    return { role, groupIndex: round * template.length + group, rankIndex };
  });
}

/** Roles every fleet shows if it has the GPUs, most wanted first, with the boards they suit. */
export const WANTED: readonly { role: Role; boards: readonly string[]; fromNodes: number; fromGpus: number }[] = [
  { role: "runs_out", boards: ["a100", "h100"], fromNodes: 1, fromGpus: 1 },
  { role: "calm_server", boards: ["h100"], fromNodes: 1, fromGpus: 2 },
  { role: "warning_training", boards: ["a100", "h100"], fromNodes: 1, fromGpus: 3 },
  { role: "growing", boards: ["l40s", "h100"], fromNodes: 1, fromGpus: 4 },
  { role: "tight_training", boards: ["rtx4090", "h100"], fromNodes: 1, fromGpus: 6 },
  { role: "growing_later", boards: ["h100", "a100"], fromNodes: 2, fromGpus: 16 },
  { role: "calm_server", boards: ["h200", "a100"], fromNodes: 4, fromGpus: 24 },
  { role: "lost", boards: ["a100", "l40s"], fromNodes: 6, fromGpus: 12 },
];
