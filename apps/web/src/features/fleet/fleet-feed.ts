"use client";

import type { FleetEvent } from "@vramfleet/core/fleet";
import { useEffect, useSyncExternalStore } from "react";
import { hubClient } from "../../lib/hub-client.ts";
import { keepSubscribed } from "../../lib/keep-subscribed.ts";
import { createStore } from "../../lib/store.ts";
import type { FleetState } from "./fleet-state.ts";
import { applyFleetEvent, EMPTY_FLEET } from "./fleet-state.ts";

/** Many nodes report within one second: joining their changes keeps a large fleet to a few redraws a second. */
const REDRAW_EVERY_MS = 150;

const fleetStore = createStore<FleetState>(EMPTY_FLEET, (notify) => setTimeout(notify, REDRAW_EVERY_MS));
const fleetProblem = createStore<string | null>(null);

/** Mounted once, around all pages: going from page to page shows the fleet at once. */
export function useFleetFeed(): void {
  useEffect(start, []);
}

function start(): () => void {
  return keepSubscribed<FleetEvent>({
    open: ({ onData, onEnd }) =>
      hubClient().fleet.subscribe(undefined, {
        onData,
        onError: (error) => onEnd({ message: error.message }),
        onComplete: () => onEnd({ message: null }),
      }),
    onData(event) {
      fleetProblem.set(null);
      fleetStore.set(applyFleetEvent(fleetStore.get(), event, Date.now()));
    },
    onEnd: ({ message }) => fleetProblem.set(message ?? "The hub ended the live view."),
  });
}

/** `select` must return the same object while what it selects is unchanged. */
export function useFleet<T>(select: (fleet: FleetState) => T): T {
  return useSyncExternalStore(
    fleetStore.subscribe,
    () => select(fleetStore.get()),
    () => select(EMPTY_FLEET),
  );
}

/** Why the hub refuses the live view, null when it does not. */
export function useFleetProblem(): string | null {
  return useSyncExternalStore(fleetProblem.subscribe, fleetProblem.get, () => null);
}
