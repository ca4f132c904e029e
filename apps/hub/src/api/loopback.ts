const LOOPBACK_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a Host header names this machine itself, with any port: `ssh -L` may give another one. */
export function isLoopbackHost(host: string | undefined): boolean {
  const url = hostUrl(host);
  return url !== null && LOOPBACK_NAMES.has(url.hostname);
}

/**
 * Why a browser's request may not open a socket, null when it may. A page of another site names that site as its origin;
 * a name that was pointed at this machine (DNS rebinding) shows in the host.
 */
export function originProblem(host: string | undefined, origin: string | undefined): string | null {
  if (!isLoopbackHost(host)) {
    return `this hub answers to localhost and 127.0.0.1 only, not to ${host ?? "a request without Host"}; from another machine use ssh -L`;
  }
  if (origin === undefined) return "a browser's request names its Origin; this one does not";
  const asked = hostUrl(host);
  const from = URL.canParse(origin) ? new URL(origin) : null;
  if (from === null || asked === null || from.host !== asked.host) return `pages of ${origin} may not read this hub`;
  return null;
}

function hostUrl(host: string | undefined): URL | null {
  if (host === undefined || /[/\\?#@\s]/.test(host)) return null;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
}
