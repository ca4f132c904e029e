/** Path of the agents' socket on the hub. */
export const AGENT_SOCKET_PATH = "/api/agent";
/** Largest message on the agents' socket; a longer one closes it with 1009. */
export const AGENT_MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** Most snapshots in one sealed batch. */
export const MAX_BATCH_SNAPSHOTS = 60;
/** Close code: another socket now speaks for the same node. Two agents share a node id. */
export const AGENT_REPLACED_CLOSE_CODE = 4409;
