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

/** Watches a process from now on: the most it held over what it holds now, in MB, in all and since it was asked last. */
export function watchResident(pid: number): { over(): number; sinceLast(): number; stop(): void } {
  const idle = residentOf(pid);
  let peak = idle;
  let recent = idle;
  const timer = setInterval(() => {
    recent = Math.max(recent, residentOf(pid));
    peak = Math.max(peak, recent);
  }, 25);
  const megabytes = (bytes: number) => Math.round((bytes - idle) / 1_048_576);
  return {
    over: () => megabytes(peak),
    sinceLast: () => {
      const most = megabytes(recent);
      recent = idle;
      return most;
    },
    stop: () => clearInterval(timer),
  };
}
