export interface Took {
  readonly n: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export const rounded = (n: number, digits = 2): number => Number(n.toFixed(digits));

export function summary(took: readonly number[]): Took {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { n: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95) };
}

/** One after the other, each by itself. */
export async function oneByOne(count: number, work: (at: number) => Promise<unknown>): Promise<Took> {
  const took: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    await work(at);
    took.push(performance.now() - from);
  }
  return summary(took);
}

/** So many at a time, for so long or until the work says that nothing is left. */
export async function parallel(
  workers: number,
  forMs: number,
  work: (worker: number) => Promise<unknown>,
): Promise<Took & { readonly perSecond: number }> {
  const took: number[] = [];
  const from = performance.now();
  const until = from + forMs;
  const one = async (worker: number) => {
    while (performance.now() < until) {
      const at = performance.now();
      if ((await work(worker)) === false) return;
      took.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => one(worker)));
  return { ...summary(took), perSecond: rounded((took.length * 1000) / (performance.now() - from)) };
}
