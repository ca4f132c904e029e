/** Grows when a message changes in a way an older peer would misread; additions do not count. */
export const PROTOCOL_VERSION = 1;

/** Version of the software, the same for agent, hub and command line of one release. */
export const SOFTWARE_VERSION = "0.1.0";
