import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { correctionMachine, mayDoCorrection } from '#app/domain/correction.ts';
import { dayOf } from '#app/domain/days.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { levelOfState } from '#app/domain/review.ts';
import { achievementCorrections, achievements } from '#db/schema/index.ts';
import type { PassInput } from '../achievements/clear-achievement.server.ts';
import { duplicate } from '../achievements/create-achievement.server.ts';
import { loadOwn } from '../achievements/load-own.server.ts';
import { recordDecision } from '../achievements/record-decision.server.ts';
import type { ReturnInput } from '../achievements/return-achievement.server.ts';
import { writePublicVersion } from '../achievements/write-public-version.server.ts';
import { type ActorContext, type In, isUniqueViolation } from '../context.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { matchProjects } from '../projects/match-projects.server.ts';
import { officialNumber } from '../reviews/official-number.server.ts';
import { screenRecord, screenTexts } from '../secrecy/screen-record.server.ts';
import { type Correction, findOpenCorrection, moveCorrection } from './own-correction.server.ts';

const pageOf = (id: string): string => `/desk/achievements/${id}/correction`;

/** The unit's secrecy reviewer has read the correction, and all that the rules of today point out in it. */
export async function clearCorrection(ctx: ActorContext, input: PassInput): Promise<Correction> {
  const { id, checks, note, seen } = input;
  const correction = await screenNotes(ctx, 'clear', id, [note]);
  await requireFlagsShown(ctx, correction);
  return moveCorrection(ctx, {
    id,
    event: 'clear',
    seen,
    also: async (tx, { baseN, orgId }, record) => {
      const versionN = baseN + 1;
      await recordDecision(tx, { achievementId: id, versionN, level: 'secrecy', outcome: 'pass', checks, note });
      const notice = { kind: 'correction.clear', params: { title: record.name }, href: pageOf(id) };
      await notifyOrganisation(tx, orgId, ['approver'], notice);
    },
  });
}

/** Sends it back to its author with what has to change, as a whole and field by field. */
export async function returnCorrection(ctx: ActorContext, input: ReturnInput): Promise<Correction> {
  const { id, note, remarks, seen } = input;
  await screenNotes(ctx, 'return', id, [note, ...(remarks ?? []).map(({ says }) => says)]);
  return moveCorrection(ctx, {
    id,
    event: 'return',
    seen,
    set: { note: note || '请按逐项意见修改。' },
    also: async (tx, { baseN, state, createdBy }, record) => {
      const level = levelOfState(state);
      await recordDecision(tx, { achievementId: id, versionN: baseN + 1, level, outcome: 'return', note, remarks });
      const notice = { kind: 'correction.return', params: { title: record.name }, href: pageOf(id) };
      await notifyPeople(tx, [createdBy], notice);
    },
  });
}

/** The unit approves: the correction becomes the next version, and from now on everybody reads that one. */
export async function applyCorrection(ctx: ActorContext, input: PassInput): Promise<Correction> {
  const { id, checks, note, seen } = input;
  const correction = await screenNotes(ctx, 'apply', id, [note]);
  if (ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
  const unread = await newFlags(ctx, correction);
  if (unread.length > 0) {
    const says = `保密审查之后，筛查规则要求人工复核这份更正（${unread.join('、')}）。请退回，由保密审查人员再看一遍。`;
    throw new AppError('invalid', { says });
  }
  try {
    return await moveCorrection(ctx, {
      id,
      event: 'apply',
      seen,
      set: { data: null, people: null, priceFloorFen: null },
      also: async (tx, before, record) => {
        await becomeVersion(tx, before);
        const versionN = before.baseN + 1;
        await recordDecision(tx, { achievementId: id, versionN, level: 'office', outcome: 'pass', checks, note });
        const notice = { kind: 'correction.apply', params: { title: record.name }, href: `/achievements/${record.no}` };
        await notifyPeople(tx, [before.createdBy], notice);
      },
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw duplicate();
    throw error;
  }
}

async function becomeVersion(tx: In<ActorContext>, { achievementId, baseN, ...text }: Correction): Promise<void> {
  const { data, people, priceFloorFen, reviewFlags } = text;
  if (data === null) throw new Error('an open correction has its text');
  const [head] = await tx.db.select().from(achievements).where(eq(achievements.id, achievementId)).for('update');
  if (head === undefined || head.state !== 'published') throw new AppError('state_changed');
  if (head.versionN !== baseN) {
    const says = `公开的内容在更正期间变过（现在是第 ${head.versionN} 版）。请退回，由经办人放弃这次更正，按新版重做。`;
    throw new AppError('invalid', { says });
  }
  await writePublicVersion(tx, {
    id: achievementId,
    n: baseN + 1,
    data,
    regNo: await officialNumber(tx, achievementId, data.regNo),
    authorId: tx.actor.userId,
    people: people ?? [],
    columns: { reviewFlags, priceFloorFen, confirmedOn: dayOf(tx.now()) },
  });
  await matchProjects(tx, { orgId: head.orgId, achievementId });
}

/** Role and row first, then what the reviewer wrote. */
async function screenNotes(
  ctx: ActorContext,
  event: 'clear' | 'return' | 'apply',
  id: string,
  texts: readonly (string | undefined)[],
): Promise<Correction> {
  if (!mayDoCorrection(event)(ctx.actor)) throw new AppError('forbidden');
  await loadOwn(ctx, id);
  const correction = await findOpenCorrection(ctx, id);
  if (correction === null) throw new AppError('state_changed');
  await screenTexts(
    ctx,
    texts.map((text) => text ?? ''),
  );
  return correction;
}

/**
 * Asks the rules that count now about a correction before it is passed on: one may have come since it was saved. Answers what they
 * point out and is not kept with it.
 *
 * @throws AppError `secrecy_refused` with the rule's name
 */
const newFlags = async (ctx: ActorContext, { data, people, reviewFlags }: Correction): Promise<string[]> =>
  data === null ? [] : (await screenRecord(ctx, data, people ?? [])).filter((flag) => !reviewFlags.includes(flag));

/** A rule that came since the last save is on nobody's screen: it is kept with the correction, and the next look shows it. */
async function requireFlagsShown(ctx: ActorContext, correction: Correction): Promise<void> {
  const { id, state, savedN, reviewFlags } = correction;
  if (transitionOf(correctionMachine, state, 'clear') === undefined) throw new AppError('state_changed');
  const found = await newFlags(ctx, correction);
  if (found.length === 0) return;
  await ctx.db
    .update(achievementCorrections)
    .set({ reviewFlags: [...reviewFlags, ...found] })
    .where(
      and(
        eq(achievementCorrections.id, id),
        eq(achievementCorrections.state, state),
        eq(achievementCorrections.savedN, savedN),
        eq(achievementCorrections.reviewFlags, reviewFlags),
      ),
    );
  throw new AppError('state_changed');
}
