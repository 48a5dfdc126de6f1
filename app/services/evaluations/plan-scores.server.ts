import { type Day, endOfDay, startOfDay } from '#app/domain/days.ts';
import { remindExpertOn } from '#app/domain/evaluation-days.ts';
import type { Context, In } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';

/** Sets the two dates of an expert anew: three days before his day, and once it has passed. */
export async function planScores(tx: In<Context>, subjectId: string, dueOn: Day): Promise<void> {
  const before = startOfDay(remindExpertOn(dueOn));
  // Who is asked within three days has just been told.
  if (before > tx.now())
    await setDeadline(tx, { kind: 'evaluation_expert.remind', subjectId, orgId: null, dueAt: before });
  await setDeadline(tx, { kind: 'evaluation_expert.due', subjectId, orgId: null, dueAt: endOfDay(dueOn) });
}

/** He scored, keeps out, or the evaluation is over: nobody reminds him any more. */
export async function dropScores(tx: In<Context>, subjectId: string): Promise<void> {
  await clearDeadline(tx, 'evaluation_expert.remind', subjectId);
  await clearDeadline(tx, 'evaluation_expert.due', subjectId);
}
