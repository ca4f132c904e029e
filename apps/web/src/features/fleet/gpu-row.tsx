import type { GpuSnapshot } from "@vramfleet/core/snapshot";
import Link from "next/link";
import { memo } from "react";
import { formatShare } from "../../lib/format-share.ts";
import { nodeHref } from "../../lib/node-href.ts";
import { MemoryBar } from "../../ui/memory-bar.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import type { GpuCondition } from "./gpu-condition.ts";
import { gpuCondition } from "./gpu-condition.ts";
import { GpuValues } from "./gpu-values.tsx";
import styles from "./gpu-row.module.css";

interface GpuRowProps {
  nodeId: string;
  gpu: GpuSnapshot;
  /** The model is named here only where the node's GPUs differ. */
  namesModel: boolean;
}

/** A row of a node's table of GPUs. Kept lean: a fleet has hundreds, all of them redrawn every second. */
export const GpuRow = memo(function GpuRow({ nodeId, gpu, namesModel }: GpuRowProps) {
  const condition = gpuCondition(gpu);
  return (
    <div
      className={styles.row}
      role="row"
      data-testid="gpu-row"
      data-gpu-uuid={gpu.uuid ?? ""}
      data-gpu-slot={gpu.slotIndex}
      data-level={condition.kind === "reading" ? condition.level : condition.mark}
    >
      <div className={styles.name} role="rowheader">
        <Link href={nodeHref(nodeId, gpu)} prefetch={false}>
          GPU{gpu.slotIndex}
        </Link>
        {namesModel ? <span className={styles.model}>{gpu.name ?? "model n/a"}</span> : null}
      </div>
      {condition.kind === "trouble" ? <Trouble condition={condition} /> : <Held condition={condition} />}
      {gpu.state === "ok" ? <GpuValues gpu={gpu} /> : null}
    </div>
  );
});

function Held({ condition }: { condition: GpuCondition & { kind: "reading" } }) {
  const { memory, level, shareRatio } = condition;
  return (
    <>
      <MemoryBar memory={memory} level={level} size="row" />
      <div className={styles.held} role="cell">
        <StateMark kind={level} />
        <strong data-testid="share">{formatShare(shareRatio)}</strong>
        <span data-testid="level">{level}</span>
      </div>
    </>
  );
}

function Trouble({ condition }: { condition: GpuCondition & { kind: "trouble" } }) {
  return (
    <div className={styles.trouble} role="cell" data-mark={condition.mark} data-testid="gpu-problem">
      <StateMark kind={condition.mark} /> <strong>{condition.title}</strong>
      {condition.detail === null ? null : <span className={styles.detail}>{condition.detail}</span>}
    </div>
  );
}
