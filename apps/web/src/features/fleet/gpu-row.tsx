import type { GpuMemory, GpuSnapshot } from "@vramfleet/core/snapshot";
import Link from "next/link";
import { memo } from "react";
import { formatMib } from "../../lib/format.ts";
import { formatShare } from "../../lib/format-share.ts";
import { nodeHref } from "../../lib/node-href.ts";
import { MemoryBar } from "../../ui/memory-bar.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { gpuCondition } from "./gpu-condition.ts";
import { GpuValues } from "./gpu-values.tsx";
import styles from "./gpu-row.module.css";

interface GpuRowProps {
  nodeId: string;
  gpu: GpuSnapshot;
  /** The model is named here only where the node's GPUs differ. */
  namesModel: boolean;
}

export const GpuRow = memo(function GpuRow({ nodeId, gpu, namesModel }: GpuRowProps) {
  const condition = gpuCondition(gpu);
  const level = condition.kind === "reading" ? condition.level : condition.mark;
  return (
    <li
      className={styles.row}
      data-testid="gpu-row"
      data-gpu-uuid={gpu.uuid ?? ""}
      data-gpu-slot={gpu.slotIndex}
      data-level={level}
    >
      <Link className={styles.name} href={nodeHref(nodeId, gpu.uuid)} prefetch={false}>
        GPU{gpu.slotIndex}
      </Link>
      {namesModel ? <span className={styles.model}>{gpu.name ?? "model n/a"}</span> : null}
      {condition.kind === "trouble" ? (
        <p className={styles.trouble} data-testid="gpu-problem">
          <StateMark kind={condition.mark} /> <strong>{condition.title}</strong>
          {condition.detail === null ? null : <span className={styles.detail}>{condition.detail}</span>}
        </p>
      ) : (
        <>
          <div className={styles.bar} title={exactSum(condition.memory)}>
            <MemoryBar memory={condition.memory} level={condition.level} size="row" />
          </div>
          <p className={styles.held}>
            <StateMark kind={condition.level} />
            <strong data-testid="share">{formatShare(condition.shareRatio)}</strong>
            <span data-testid="level">{condition.level}</span>
          </p>
          <GpuValues gpu={gpu} memory={condition.memory} />
        </>
      )}
    </li>
  );
});

function exactSum(memory: GpuMemory): string {
  const reserved = memory.reservedBytes === null ? "" : ` + reserved ${formatMib(memory.reservedBytes)}`;
  return `used ${formatMib(memory.usedBytes)}${reserved} + free ${formatMib(memory.freeBytes)} = total ${formatMib(memory.totalBytes)} MiB`;
}
