import { homedir } from "node:os";

/** What the command line takes from its environment; the only place that reads it. */
export interface Environment {
  /** Variables that start with VRAMFLEET_, but for those that are set and empty: they count as absent. */
  vramfleet: Readonly<Record<string, string>>;
  home: string;
  configHome: string | null;
  stateHome: string | null;
  /** https://no-color.org: set and not empty. */
  noColor: boolean;
  dumbTerminal: boolean;
  /** "client port server port" inside an SSH session. */
  sshConnection: string | null;
  user: string | null;
}

// The XDG base directory specification: a relative path in these variables is to be ignored.
const absolute = (path: string | undefined): string | null => (path?.startsWith("/") === true ? path : null);
const filled = (value: string | undefined): string | null => (value === undefined || value === "" ? null : value);

export function readEnvironment(): Environment {
  const env = process.env;
  const own = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith("VRAMFLEET_") && value !== undefined && value !== "" ? [[name, value] as const] : [],
  );
  return {
    vramfleet: Object.fromEntries(own),
    home: homedir(),
    configHome: absolute(env["XDG_CONFIG_HOME"]),
    stateHome: absolute(env["XDG_STATE_HOME"]),
    noColor: filled(env["NO_COLOR"]) !== null,
    dumbTerminal: env["TERM"] === "dumb",
    sshConnection: filled(env["SSH_CONNECTION"]),
    user: filled(env["USER"]) ?? filled(env["LOGNAME"]),
  };
}

/** The whole environment, for a program that takes this one's place or is started by it. */
export function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
