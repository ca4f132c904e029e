import type { Snapshot } from "@vramfleet/core/snapshot";
import { formatCount, formatGib, formatLoad, NOT_AVAILABLE } from "../../lib/format.ts";
import { formatDuration } from "../../lib/format-time.ts";
import styles from "./node-facts.module.css";

/** What the node is and how it is, apart from its GPUs. */
export function NodeFacts({ snapshot }: { snapshot: Snapshot }) {
  const { node, host } = snapshot;
  const cores = node.cpuCount === null ? NOT_AVAILABLE : `${formatCount(node.cpuCount)} cores`;
  return (
    <dl className={styles.facts} aria-label="Facts of the node" data-testid="node-facts">
      <Fact term="System" text={node.os} note={`${node.kernel ?? "kernel n/a"} · ${node.architecture}`} />
      <DriverFact snapshot={snapshot} />
      <Fact term="CPU" text={cores} note={node.cpuModel} />
      <Fact
        term="Memory"
        text={`${formatGib(host.memoryAvailableBytes, 1)} GiB available`}
        note={`of ${formatGib(node.memoryTotalBytes, 1)} GiB`}
      />
      <Fact
        term="Load 1, 5, 15 min"
        text={[host.load1MinCount, host.load5MinCount, host.load15MinCount].map(formatLoad).join(" ")}
        note="runnable tasks"
      />
      <Fact
        term="Up"
        text={formatDuration(host.uptimeS === null ? null : host.uptimeS * 1_000)}
        note={`agent ${node.agentVersion}`}
      />
    </dl>
  );
}

function DriverFact({ snapshot: { collector } }: { snapshot: Snapshot }) {
  if (collector.state !== "ok") return <Fact term="NVIDIA driver" text={null} note="no readings" />;
  const { driverVersion, cudaVersion, nvmlVersion } = collector;
  return (
    <Fact
      term="NVIDIA driver"
      text={driverVersion}
      note={`CUDA ${cudaVersion ?? NOT_AVAILABLE} · NVML ${nvmlVersion ?? NOT_AVAILABLE}`}
    />
  );
}

function Fact({ term, text, note }: { term: string; text: string | null; note: string | null }) {
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd>{text ?? NOT_AVAILABLE}</dd>
      <dd className={styles.note} title={note ?? undefined}>
        {note}
      </dd>
    </div>
  );
}
