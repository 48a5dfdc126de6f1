import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// Nobody starts or stops for this long; an older lock was left by a process whose number another one has now.
const longestHoldMs = 120_000;
const heldHere = new Set<string>();

/** Lets one process at a time start or stop the server of a data folder; a lock left by a dead process is taken over. */
export async function withStartLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!take(path)) await sleep(50);
  heldHere.add(path);
  try {
    return await work();
  } finally {
    heldHere.delete(path);
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    removeIfAbandoned(path);
    return false;
  }
}

function removeIfAbandoned(path: string): void {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    const isOld = Date.now() - statSync(path).mtimeMs > longestHoldMs;
    if (!isOld && (!holder || isHolding(holder, path))) return;
    const aside = `${path}.${process.pid}`;
    renameSync(path, aside);
    rmSync(aside);
  } catch {
    // Somebody else removed it first.
  }
}

function isHolding(pid: number, path: string): boolean {
  // In a container every start may get the same number.
  if (pid === process.pid) return heldHere.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
