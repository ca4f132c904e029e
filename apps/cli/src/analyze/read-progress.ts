export interface ReadProgress {
  add(bytes: number): void;
  end(): void;
}

const SHOWN_AFTER_MS = 300;
const MIB = 2 ** 20;

/** One line on a terminal's standard error while a long log is read; nothing elsewhere, nothing for short ones. */
export function createReadProgress(name: string, sizeBytes: number | null): ReadProgress {
  const { stderr } = process;
  let readBytes = 0;
  let shownAtMs = performance.now();
  let isShown = false;
  return {
    add(bytes) {
      readBytes += bytes;
      const nowMs = performance.now();
      if (!stderr.isTTY || nowMs - shownAtMs < SHOWN_AFTER_MS) return;
      shownAtMs = nowMs;
      isShown = true;
      const done = sizeBytes === null || sizeBytes === 0 ? "" : ` (${Math.floor((100 * readBytes) / sizeBytes)} %)`;
      stderr.write(`\r\u001B[Kvramfleet: reading ${name}, ${Math.round(readBytes / MIB)} MiB${done}`);
    },
    end() {
      if (isShown) stderr.write("\r\u001B[K");
    },
  };
}
