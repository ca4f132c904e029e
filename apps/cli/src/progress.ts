const TICK_MS = 1_000;

/** Says what is being done: with running seconds on a terminal, as a plain line elsewhere. */
export async function withProgress<T>(label: string, work: () => Promise<T>): Promise<T> {
  const { stderr } = process;
  if (!stderr.isTTY) {
    stderr.write(`vramfleet: ${label}\n`);
    return work();
  }
  const startedAtMs = performance.now();
  const show = (end: string): void => {
    const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
    stderr.write(`\r\u001B[Kvramfleet: ${label} (${seconds} s)${end}`);
  };
  show("");
  const timer = setInterval(() => show(""), TICK_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    show("\n");
  }
}
