import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { MeetingProblem, MeetingSchedule, PreviousMeeting } from '#app/domain/meeting-schedule.ts';
import { projectRoot } from '#db/project-root.ts';
import { childProgram } from '../child-program.server.ts';

const heapMb = 512;
const patienceMs = 60_000;

/** Solves in a child process with a bounded heap. Null: fixed meetings contradict each other. Throws when the child dies. */
export async function solveApart(
  given: { readonly problem: MeetingProblem; readonly previous: readonly PreviousMeeting[] },
  tell: (share: number) => Promise<void>,
): Promise<MeetingSchedule | null> {
  const script = await childProgram('app/services/meetings/solve-meetings.child.ts');
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, script], {
    cwd: projectRoot,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(given));
  const ended = once(child, 'close');
  ended.catch(() => {});
  const alarm = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  try {
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      if (line === '') continue;
      const said = JSON.parse(line) as { share: number } | { broken: string } | { schedule: MeetingSchedule };
      if ('share' in said) await tell(said.share);
      else return 'schedule' in said ? said.schedule : null;
    }
    await ended;
    throw new Error(`the scheduler ended without a schedule: ${complaint}`);
  } finally {
    clearTimeout(alarm);
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}
