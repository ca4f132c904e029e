import { retryDelayMs } from "./retry-delay.ts";

interface Subscription {
  unsubscribe(): void;
}

interface SubscriptionEnd {
  /** Null when the hub ended it without an error. */
  message: string | null;
}

interface Feed<T> {
  open(handlers: { onData: (data: T) => void; onEnd: (end: SubscriptionEnd) => void }): Subscription;
  onData: (data: T) => void;
  /** Told each time; the feed is then opened again after a growing wait. */
  onEnd: (end: SubscriptionEnd) => void;
}

/**
 * Keeps one subscription open until the returned function is called. A lost socket is the client's business; this is
 * for a subscription that the hub itself ended.
 */
export function keepSubscribed<T>(feed: Feed<T>): () => void {
  let attemptIndex = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription: Subscription | undefined;
  const open = () => {
    subscription = feed.open({
      onData(data) {
        attemptIndex = 0;
        feed.onData(data);
      },
      onEnd(end) {
        feed.onEnd(end);
        clearTimeout(timer);
        timer = setTimeout(open, retryDelayMs(attemptIndex, Math.random()));
        attemptIndex += 1;
      },
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    subscription?.unsubscribe();
  };
}
