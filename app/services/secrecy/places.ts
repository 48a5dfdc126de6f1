/** Runs at most `places` pieces of work at once; up to `waiting` more wait their turn, and null is said to those beyond. */
export function placesOf(places: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> | null {
  const queue: (() => void)[] = [];
  let free = places;
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    // Whoever ends hands his place to the next, so that nobody slips in between.
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => queue.push(go));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
  return (work) => (free === 0 && queue.length >= waiting ? null : run(work));
}
