/** passwd(5): uid to name. The first name of a uid counts, as for getpwuid. */
export function parsePasswd(passwd: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const line of passwd.split("\n")) {
    const [name, , uidText] = line.split(":");
    if (name === undefined || name === "" || uidText === undefined || !/^\d+$/.test(uidText)) continue;
    const uid = Number(uidText);
    if (!names.has(uid)) names.set(uid, name);
  }
  return names;
}

/** A user added while the agent runs gets a name after this long. */
const REREAD_AFTER_MS = 60_000;

/**
 * Names of local users, kept. A uid that only a directory service knows has none: asking the service would need the C
 * library, and may block.
 */
export function createUserNames(readPasswd: () => string | null): (uid: number, atMs: number) => string | null {
  let names = new Map<number, string>();
  let readAtMs: number | null = null;
  return (uid, atMs) => {
    const known = names.get(uid);
    if (known !== undefined) return known;
    if (readAtMs === null || Math.abs(atMs - readAtMs) >= REREAD_AFTER_MS) {
      names = parsePasswd(readPasswd() ?? "");
      readAtMs = atMs;
    }
    return names.get(uid) ?? null;
  };
}
