export type Theme = "light" | "dark" | "system";

/** Where the choice is remembered. */
export const THEME_KEY = "vramfleet.theme";

export function isTheme(value: unknown): value is Theme {
  return value === "light" || value === "dark" || value === "system";
}

/** Runs in the page's head before the first paint, so that a remembered theme does not flash. */
export const THEME_SCRIPT = `{const t=localStorage.getItem(${JSON.stringify(THEME_KEY)});document.documentElement.dataset.theme=t==="light"||t==="dark"?t:"system"}`;
