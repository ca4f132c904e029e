import { NodeIdError } from "@vramfleet/agent/state/node-id";
import { EXIT, Failure } from "../failure.ts";

/** A data folder that cannot keep the node's name needs a person; another start would end the same way. */
export function orUsageFailure<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NodeIdError) throw new Failure(error.message, EXIT.usage);
    throw error;
  }
}
