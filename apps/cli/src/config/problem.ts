/** One thing that is wrong with the configuration, and how to mend it. */
export interface ConfigProblem {
  /** "/etc/vramfleet/hub.toml:3", "VRAMFLEET_PORT" or "--port". */
  where: string;
  /** One sentence that names what was found and what was expected. */
  message: string;
}

export const problemLine = (problem: ConfigProblem): string => `${problem.where}: ${problem.message}`;

/** A value as a person wrote it, cut where it is long. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : describe(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return "a date";
  if (typeof value === "object" && value !== null) return "a table";
  return String(value);
}
