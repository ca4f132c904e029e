"use client";

import { useSyncExternalStore } from "react";
import type { HubConnection } from "../../lib/hub-client.ts";
import { hubConnection } from "../../lib/hub-client.ts";

export function useHubConnection(): HubConnection {
  return useSyncExternalStore(hubConnection.subscribe, hubConnection.get, () => "connecting");
}
