/** Requests of this share of the board are usual at the end: half of the failures in the field left less free. */
export const USUAL_REQUEST_RATIO = 0.01;
