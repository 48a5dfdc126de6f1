import { and, eq, inArray, sql } from 'drizzle-orm';
import { type AchievementState, clearedAchievementStates } from '#app/domain/achievement.ts';
import { endOfDay } from '#app/domain/days.ts';
import { owesScores } from '#app/domain/evaluation-days.ts';
import { evaluationMachine } from '#app/domain/evaluation.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { achievements, evaluationExperts, evaluations } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { type Evaluation, moveEvaluation } from './own-evaluation.server.ts';
import { planScores } from './plan-scores.server.ts';
import { tellPanel } from './tell-panel.server.ts';

interface Moved {
  readonly id: string;
  readonly name: string;
  readonly versionN: number;
  readonly state: AchievementState;
}

/**
 * What becomes of a record's evaluations when it moves: one that is taken down or sent back after its secrecy review stops them, and
 * closes to those who issued a report; the same text cleared anew lets a stopped one go on. Another text was never commissioned.
 */
export async function followRecord(tx: In<Context>, row: Moved, before: AchievementState): Promise<void> {
  const was = clearedAchievementStates.includes(before);
  const is = clearedAchievementStates.includes(row.state);
  if (was && !is) await haltAll(tx, row);
  if (is && !was) await resumeAll(tx, row);
}

/** The same for records that moved together, as a decision on a whole import moves them; few of them were ever evaluated. */
export async function followRecords(tx: In<Context>, ids: readonly string[], before: AchievementState): Promise<void> {
  const rows = await tx.db
    .select({
      id: achievements.id,
      name: achievements.name,
      versionN: achievements.versionN,
      state: achievements.state,
    })
    .from(achievements)
    .where(
      sql`${achievements.id} in (select achievement_id from evaluations
        where achievement_id = any(${`{${ids.join(',')}}`}::uuid[]) and state in ('requested', 'running', 'scored', 'halted', 'scored_halted', 'issued'))`,
    )
    .orderBy(achievements.id);
  for (const row of rows) await followRecord(tx, row, before);
}

const held = ({ db }: In<Context>, { id }: Moved, states: Evaluation['state'][]) =>
  db
    .select()
    .from(evaluations)
    .where(and(eq(evaluations.achievementId, id), inArray(evaluations.state, states)))
    .orderBy(evaluations.id)
    .for('update');

async function haltAll(tx: In<Context>, record: Moved): Promise<void> {
  for (const row of await held(tx, record, sourcesOf(evaluationMachine, 'halt'))) {
    await moveEvaluation(tx, row, 'halt');
    await tellPanel(tx, row, record.name, 'evaluation.halt');
  }
  // What was let out with the record is looked at anew before it comes back with it.
  await tx.db
    .update(evaluations)
    .set({ closedAt: tx.now(), openedAt: null, openedBy: null })
    .where(and(eq(evaluations.achievementId, record.id), eq(evaluations.state, 'issued')));
}

async function resumeAll(tx: In<Context>, record: Moved): Promise<void> {
  for (const row of await held(tx, record, sourcesOf(evaluationMachine, 'resume'))) {
    const isSame = row.versionN === record.versionN;
    await moveEvaluation(tx, row, isSame ? 'resume' : 'void');
    if (isSame) await planAnew(tx, row);
    const kind = isSame ? 'evaluation.resume' : 'evaluation.void';
    await tellPanel(tx, row, record.name, kind);
    const href = `/desk/achievements/${record.id}/evaluation`;
    await notifyPeople(tx, [row.requestedBy], { kind, params: { title: record.name }, href });
  }
}

/** Days that came while it was stopped told nobody: what is still owed has its dates again, and who is late by then is told. */
async function planAnew(tx: In<Context>, { id, dueOn }: Evaluation): Promise<void> {
  if (dueOn !== null)
    await setDeadline(tx, { kind: 'evaluation.report', subjectId: id, orgId: null, dueAt: endOfDay(dueOn) });
  const panel = await tx.db.select().from(evaluationExperts).where(eq(evaluationExperts.evaluationId, id));
  for (const seat of panel)
    if (seat.dueOn !== null && owesScores(seat.state)) await planScores(tx, seat.id, seat.dueOn);
}
