import { readFileSync } from 'node:fs';

const pageBytes = 4_096;

/** Bytes that a process and what it has started hold in memory, without the database server. 0 where the system does not tell. */
function residentOf(pid: number): number {
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) return 0;
    const own = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + residentOf(Number(child)), own);
  } catch {
    // It has just ended.
    return 0;
  }
}

/** Watches a process from now on: the most it held over what it holds now, in MB. */
export function watchResident(pid: number): { over(): number; stop(): void } {
  const idle = residentOf(pid);
  let peak = idle;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentOf(pid));
  }, 25);
  return {
    over: () => Math.round((peak - idle) / 1_048_576),
    stop: () => clearInterval(timer),
  };
}
