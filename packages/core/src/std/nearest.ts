/**
 * The name that a person most likely meant, or null when none is near. Case, dashes, underscores and blanks do not
 * count; a third of the letters may differ, at least one. Ties go to the first. Cost: word x names x 64.
 */
export function nearest(word: string, names: readonly string[]): string | null {
  const wanted = plain(word);
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wanted, plain(name), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Long names are cut: what a person mistyped is near at the beginning too, and the cost stays bounded. */
const plain = (name: string): string =>
  name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[-_ .]/g, '');

/** Insertions, deletions, replacements and swaps of neighbours (Damerau 1964, restricted); `limit` at most. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost); // ! j <= b.length
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, beforeLast[j - 2]! + 1); // ! j - 2 < b.length
      }
      row.push(distance);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!; // ! rows have b.length + 1 places
}
