import { createForecaster, type Forecaster } from "../../src/forecast/forecaster.ts";
import { createLeastSquares } from "./least-squares.ts";

export interface Predictor {
  name: string;
  create(): Forecaster;
}

export const OURS: Predictor = { name: "vramfleet", create: createForecaster };

export const BASELINES: readonly Predictor[] = [60, 300, 900].map((windowS) => ({
  name: `leastSquares${windowS}s`,
  create: () => createLeastSquares(windowS),
}));
