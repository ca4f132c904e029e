/** Why a series could not be segmented; `message` says what was expected and what to do. */
export interface SegmentationRefusal {
  reason: "too_few_samples" | "bad_sample" | "bad_option";
  message: string;
}

export const refuse = (
  reason: SegmentationRefusal["reason"],
  message: string,
): { ok: false; error: SegmentationRefusal } => ({ ok: false, error: { reason, message } });
