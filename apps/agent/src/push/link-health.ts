import type { Logger } from "@vramfleet/core/log";
import { AGENT_REPLACED_CLOSE_CODE } from "@vramfleet/protocol/agent-limits";
import { type BackoffLimits, backoffDelayMs, REFUSED_BACKOFF } from "./backoff.ts";
import type { CallFailure } from "./classify-failure.ts";
import type { SocketEnd } from "./hub-socket.ts";

/** Remembers how the link has been doing: how long to wait before the next attempt, and what to say about it. */
export interface LinkHealth {
  retryDelayMs(): number;
  /** The hub answered a greeting: the link works. */
  greeted(): void;
  ended(end: SocketEnd): void;
  /** The hub answered the greeting with an error. */
  greetingFailed(failure: CallFailure): void;
}

export interface LinkHealthParts {
  backoff: BackoffLimits;
  socketUrl: string;
  /** Uniform in [0, 1). */
  random: () => number;
  log: Logger;
}

const TOKEN_HINT = "the hub refused the token: check that --token-file holds the token of this hub";

export function trackLinkHealth({ backoff, socketUrl, random, log }: LinkHealthParts): LinkHealth {
  let failureCount = 0;
  let refused = false;
  let connected = false;

  const describe = ({ refusedStatus, opened, closeCode, reason }: SocketEnd): void => {
    if (refusedStatus === 401 || refusedStatus === 403) {
      log.error(TOKEN_HINT, { hub: socketUrl, status: refusedStatus });
    } else if (refusedStatus !== null) {
      log.warn("no vramfleet hub answers at this address", { hub: socketUrl, status: refusedStatus });
    } else if (closeCode === AGENT_REPLACED_CLOSE_CODE) {
      log.error("another agent reports as this node: give each its own data directory", { hub: socketUrl, reason });
    } else if (connected) {
      log.warn("lost the connection to the hub; readings are kept and sent later", { reason, closeCode });
    } else {
      log.warn("cannot reach the hub; trying again", { hub: socketUrl, reason, opened, failureCount });
    }
  };

  return {
    retryDelayMs() {
      if (!refused) return backoffDelayMs(backoff, failureCount, random());
      return backoffDelayMs(REFUSED_BACKOFF, failureCount, (1 + random()) / 2);
    },
    greeted() {
      failureCount = 0;
      refused = false;
      connected = true;
    },
    ended(end) {
      describe(end);
      if (!connected) failureCount += 1;
      connected = false;
      if (end.refusedStatus !== null) refused = end.refusedStatus < 500;
      else if (end.closeCode === AGENT_REPLACED_CLOSE_CODE) refused = true;
      else if (!end.opened) refused = false;
    },
    greetingFailed({ kind, message }) {
      if (kind === "refused") {
        refused = true;
        log.error("the hub refused this agent; are hub and agent of the same version?", { reason: message });
      } else {
        log.warn("the hub could not greet this agent; trying again", { reason: message });
      }
    },
  };
}
