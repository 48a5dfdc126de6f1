import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { AppError } from '#app/domain/errors.ts';
import { objectionDays, workingDaysAfter } from '#app/domain/objection-days.ts';
import type { Objector } from '#app/domain/objector.ts';
import { isPublicityOver } from '#app/domain/publicity.ts';
import { publicities } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import { loadObjection } from '../objections/load-objection.server.ts';
import { recordObjection } from '../objections/record-objection.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { contractObjection, type Objection } from './contract-objection.server.ts';
import { lockPublicity } from './lock-publicity.server.ts';
import { deskPathOfNotice } from './notice-path.ts';
import { movePublicity } from './move-publicity.server.ts';
import { keepObjectionPapers } from './objection-papers.server.ts';

export interface FileObjectionInput extends Objector {
  readonly publicityId: string;
  readonly grounds: string;
  readonly key?: string;
  /** What it rests on. */
  readonly papers?: readonly Received[];
}

/**
 * A person objects under his own name while the notice stands; the page is his receipt and says until when the unit
 * takes it up; signing waits until the unit has answered. A notice within
 * the unit is open to its members only; for others there is none.
 */
export async function fileObjection(ctx: ActorContext, input: FileObjectionInput): Promise<Objection> {
  const [seen] = await ctx.db.select().from(publicities).where(eq(publicities.id, input.publicityId));
  if (seen === undefined || (seen.audience === 'unit' && seen.orgId !== ctx.actor.org?.orgId)) {
    throw new AppError('not_found');
  }
  await screenTexts(ctx, [input.grounds]);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'publicity.object', v7());
    if (!isFirst) return loadObjection(tx, contractObjection, id);
    const { contract, publicity } = await lockPublicity(tx, input.publicityId);
    if (isPublicityOver(publicity, tx.now())) throw new AppError('state_changed');
    await movePublicity(tx, publicity, 'object');
    const given = { id, publicityId: publicity.id, grounds: input.grounds };
    const objection = await recordObjection(tx, contractObjection, given, input);
    await keepObjectionPapers(tx, { objectionId: id, orgId: publicity.orgId }, input.papers ?? []);
    const dueAt = workingDaysAfter(tx.now(), objectionDays.admit, await workCalendar(tx));
    await setDeadline(tx, { kind: 'objection.admit', subjectId: id, orgId: publicity.orgId, dueAt });
    const notice = {
      kind: 'publicity.object',
      params: { title: contract.title },
      href: deskPathOfNotice(publicity),
    };
    await notifyOrganisation(tx, publicity.orgId, ['owner', 'officer', 'approver'], notice);
    return objection;
  });
}
