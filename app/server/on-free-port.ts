const nextPorts = 20;

/** Starts something on the wished port or, where that is taken, on the next free one of the following twenty. */
export async function onFreePort<Started>(wished: number, start: (port: number) => Promise<Started>): Promise<Started> {
  for (let port = wished; ; port += 1) {
    try {
      return await start(port);
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || port >= wished + nextPorts || port >= 65_535) throw error;
    }
  }
}
