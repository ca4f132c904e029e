import type { HelloOutput, PushOutput } from "@vramfleet/protocol/agent";

// The protocol's zod schemas describe these answers too; two checks by hand keep zod out of the agent's memory.

export class UnexpectedAnswer extends Error {
  override name = "UnexpectedAnswer";
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isSeq = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

export function readHelloOutput(answer: unknown): HelloOutput {
  if (isRecord(answer)) {
    const { protocolVersion, hubVersion, storedSeq } = answer;
    const known = storedSeq === null || isSeq(storedSeq);
    if (isSeq(protocolVersion) && typeof hubVersion === "string" && known) {
      return { protocolVersion, hubVersion, storedSeq };
    }
  }
  throw new UnexpectedAnswer("expected {protocolVersion, hubVersion, storedSeq} as the answer to hello");
}

export function readPushOutput(answer: unknown): PushOutput {
  if (isRecord(answer) && isSeq(answer["storedSeq"])) return { storedSeq: answer["storedSeq"] };
  throw new UnexpectedAnswer("expected {storedSeq} as the answer to a push");
}
