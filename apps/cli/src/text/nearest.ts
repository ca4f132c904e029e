/** Number of single-character edits, neighbours swapped counting as one (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const edits = [at(above, column) + 1, at(line, column - 1) + 1, at(above, column - 1) + same];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) edits.push(at(before, column - 2) + 1);
      line.push(Math.min(...edits));
    }
    before = above;
    above = line;
  }
  return at(above, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

/** The candidate that was probably meant, or null. Case, "-" and "_" do not count as a difference. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replaceAll("-", "_");
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(plain(word), plain(candidate));
    if (distance < bestDistance && distance < candidate.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
