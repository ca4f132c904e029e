import { join } from "node:path";

export const databasePath = (dataDir: string): string => join(dataDir, "history.db");
export const lockPath = (dataDir: string): string => join(dataDir, "hub.lock");
