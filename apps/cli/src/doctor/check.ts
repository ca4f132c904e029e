import { EXIT, type ExitCode } from "../failure.ts";

type CheckStatus = "ok" | "warning" | "failure";

/** What one look at the machine found. */
export interface Check {
  name: string;
  status: CheckStatus;
  /** What was found. */
  message: string;
  /** What to do; null where there is nothing to do. */
  action: string | null;
}

export const passed = (name: string, message: string): Check => ({ name, status: "ok", message, action: null });
export const warning = (name: string, message: string, action: string): Check => ({
  name,
  status: "warning",
  message,
  action,
});
export const failure = (name: string, message: string, action: string): Check => ({
  name,
  status: "failure",
  message,
  action,
});

const SYMBOL: Record<CheckStatus, string> = { ok: "✓", warning: "!", failure: "✗" };
const RANK: Record<CheckStatus, number> = { ok: 0, warning: 1, failure: 2 };

function worstOf(checks: readonly Check[]): CheckStatus {
  return checks.reduce<CheckStatus>((worst, { status }) => (RANK[status] > RANK[worst] ? status : worst), "ok");
}

/** 0 all is well, 1 warnings, 2 failures. */
export function doctorExitCode(checks: readonly Check[]): ExitCode {
  return { ok: EXIT.ok, warning: EXIT.failed, failure: EXIT.usage }[worstOf(checks)];
}

/** One line a check. */
export function checksText(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .map(({ status, name, message, action }) => {
      const end = action === null ? "" : ` → ${action}`;
      return `${SYMBOL[status]} ${name.padEnd(width)}  ${message}${end}\n`;
    })
    .join("");
}

export function checksJson(checks: readonly Check[]): string {
  return `${JSON.stringify({ status: worstOf(checks), checks }, null, 2)}\n`;
}
