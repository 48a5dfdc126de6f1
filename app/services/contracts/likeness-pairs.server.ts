/** Two texts are one that was changed from this share of common pairs of characters on; below it one is gone and the other new. */
const leastLikeness = 0.4;
/** How much is compared with each other at most, in characters: beyond it what stands at the same place is taken for the same. */
const mostWork = 2_000_000;

/** Figures and amounts in capitals are what changes in a clause: for telling clauses apart they all read alike. */
const figures = /[0-9][0-9,.]*|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{2,}/g;

interface Measured {
  readonly pairs: ReadonlyMap<string, number>;
  readonly count: number;
}

function measured(text: string): Measured {
  const plain = text.replace(figures, '#');
  const pairs = new Map<string, number>();
  const count = Math.max(plain.length - 1, 0);
  for (let i = 0; i < count; i += 1) {
    const pair = plain.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { pairs, count };
}

/** The share of pairs of characters that both have: 1 where they differ in figures alone, 0 where they have none in common. */
function likeness(a: Measured, b: Measured): number {
  let common = 0;
  for (const [pair, n] of a.pairs) common += Math.min(n, b.pairs.get(pair) ?? 0);
  return a.count + b.count === 0 ? 0 : (2 * common) / (a.count + b.count);
}

/**
 * Texts that were replaced beside those that replaced them, in the order of both, so that what is most alike stands together: the old
 * sentence of a cap beside the new one, and not beside the rate that now stands before it. What has no partner stands alone, the other
 * being ''. The same texts always give the same pairs.
 */
export function likenessPairs(before: readonly string[], after: readonly string[]): [old: string, now: string][] {
  const [n, m] = [before.length, after.length];
  const charsOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
  if (charsOf(before) * m + charsOf(after) * n > mostWork) {
    return Array.from({ length: Math.max(n, m) }, (_, i) => [before[i] ?? '', after[i] ?? '']);
  }
  const [olds, nows] = [before.map(measured), after.map(measured)];
  const alike = olds.map((old, i) =>
    nows.map((now, j) => {
      const share = before[i] === after[j] ? 1 : likeness(old, now);
      return share < leastLikeness ? 0 : share;
    }),
  );
  // best[i][j]: how alike the pairs of the rest can be, from the i-th old and the j-th new text on.
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  const bestOf = (i: number, j: number) => best[i]?.[j] ?? 0;
  const likeOf = (i: number, j: number) => alike[i]?.[j] ?? 0;
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let j = m - 1; j >= 0; j -= 1) {
      const paired = likeOf(i, j) === 0 ? 0 : likeOf(i, j) + bestOf(i + 1, j + 1);
      best[i]![j] = Math.max(paired, bestOf(i + 1, j), bestOf(i, j + 1));
    }
  }
  const found: [string, string][] = [];
  let [i, j] = [0, 0];
  while (i < n || j < m) {
    if (i < n && j < m && likeOf(i, j) > 0 && bestOf(i, j) === likeOf(i, j) + bestOf(i + 1, j + 1)) {
      found.push([before[i++] ?? '', after[j++] ?? '']);
    } else if (i < n && (j >= m || bestOf(i, j) === bestOf(i + 1, j))) found.push([before[i++] ?? '', '']);
    else found.push(['', after[j++] ?? '']);
  }
  return found;
}
