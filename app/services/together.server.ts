/**
 * Waits for several things that a deed does in one transaction, begun together so that their statements share round trips. All have
 * ended before a failure of one is told: none goes on after the transaction has been rolled back.
 */
export async function together<const Work extends readonly Promise<unknown>[]>(
  ...work: Work
): Promise<{ -readonly [At in keyof Work]: Awaited<Work[At]> }> {
  const ended = await Promise.allSettled(work);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return ended.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as {
    -readonly [At in keyof Work]: Awaited<Work[At]>;
  };
}
