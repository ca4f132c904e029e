import type { GpuSnapshot } from "@vramfleet/core/snapshot";
import { formatGib } from "../../lib/format.ts";
import { formatShare } from "../../lib/format-share.ts";
import { MemoryBar } from "../../ui/memory-bar.tsx";
import { ShallowLink } from "../../ui/shallow-link.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { gpuCondition } from "../fleet/gpu-condition.ts";
import styles from "./gpu-tiles.module.css";

interface GpuTilesProps {
  gpus: readonly GpuSnapshot[];
  chosenSlot: number;
  hrefOf: (gpu: GpuSnapshot) => string;
}

/** The node's GPUs; the chosen one is shown in full below. */
export function GpuTiles({ gpus, chosenSlot, hrefOf }: GpuTilesProps) {
  return (
    <nav aria-label="GPUs of this node">
      <ul className={styles.tiles}>
        {gpus.map((gpu) => (
          <li key={gpu.slotIndex}>
            <Tile gpu={gpu} chosen={gpu.slotIndex === chosenSlot} href={hrefOf(gpu)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Tile({ gpu, chosen, href }: { gpu: GpuSnapshot; chosen: boolean; href: string }) {
  const condition = gpuCondition(gpu);
  const level = condition.kind === "reading" ? condition.level : condition.mark;
  return (
    <ShallowLink
      className={styles.tile}
      href={href}
      aria-current={chosen ? "true" : undefined}
      data-testid="gpu-tile"
      data-gpu-uuid={gpu.uuid ?? ""}
      data-gpu-slot={gpu.slotIndex}
      data-level={level}
    >
      <span className={styles.head}>
        <strong>GPU{gpu.slotIndex}</strong>
        <span className={styles.level}>
          <StateMark kind={level} /> {condition.kind === "reading" ? condition.level : condition.mark}
        </span>
      </span>
      {condition.kind === "reading" ? (
        <>
          <MemoryBar memory={condition.memory} level={condition.level} size="row" />
          <span className={styles.foot}>
            <span>
              {formatGib(condition.memory.usedBytes)} of {formatGib(condition.memory.totalBytes)}
            </span>
            <strong>{formatShare(condition.shareRatio)}</strong>
          </span>
        </>
      ) : (
        <span className={styles.trouble}>{condition.title}</span>
      )}
    </ShallowLink>
  );
}
