import { and, eq, isNull } from 'drizzle-orm';
import { holds } from '#app/domain/access.ts';
import { type Entitlement, entitlementFault } from '#app/domain/entitlement.ts';
import { dayOf, diffDays } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { leastPublicityDays } from '#app/domain/publicity.ts';
import { entitlements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { loadOwn } from './load-own.server.ts';

export interface EntitlementRecord extends Entitlement {
  readonly achievementId: string;
  readonly agreedOn: string;
  /** Publicity inside the unit; its last day has passed. */
  readonly noticeFrom: string;
  readonly noticeTo: string;
  /** The agreement lets the unit sign and perform contracts alone; unless said, each co-owner is asked. */
  readonly unitActsAlone?: boolean;
  readonly note: string;
  /** The signed agreement; without it nobody signs for the others. */
  readonly agreement?: Received | null;
}

/** The unit's officer records entitlements (赋权). */
export const mayEntitle = holds('officer');

/**
 * Records what the inventors hold of a service achievement by agreement with their unit, after its publicity. A change ends the
 * record before; contracts that were written keep the words they were written with.
 */
export async function recordEntitlement(ctx: ActorContext, input: EntitlementRecord): Promise<void> {
  if (!mayEntitle(ctx.actor)) throw new AppError('forbidden');
  const { achievementId, agreement = null, ...record } = input;
  const row = await loadOwn(ctx, achievementId);
  if (record.unitActsAlone === true && agreement === null)
    throw new AppError('invalid', { says: '由本单位单独签署的，请上传写明这一条的赋权协议。' }, 'file');
  const fault = entitlementFault(record);
  if (fault !== null) throw new AppError('invalid', { says: fault.says }, fault.path);
  if (record.agreedOn > dayOf(ctx.now())) throw new AppError('invalid', { says: '日期不能晚于今天。' }, 'agreedOn');
  if (diffDays(record.noticeFrom, record.noticeTo) < leastPublicityDays - 1) {
    throw new AppError('invalid', { says: `赋权公示不少于 ${leastPublicityDays} 日` }, 'noticeTo');
  }
  if (record.noticeTo >= dayOf(ctx.now())) throw new AppError('invalid', { says: '公示期满以后再登记' }, 'noticeTo');
  await inTransaction(ctx, async (tx) => {
    const file = agreement === null ? null : await keepFile(tx, agreement, 'entitlement', row.orgId);
    const live = and(eq(entitlements.achievementId, row.id), isNull(entitlements.endedAt));
    await tx.db.update(entitlements).set({ endedAt: tx.now() }).where(live);
    const [made] = await tx.db
      .insert(entitlements)
      .values({
        achievementId: row.id,
        orgId: row.orgId,
        ...record,
        holders: [...record.holders],
        fileId: file?.id ?? null,
        recordedBy: tx.actor.userId,
        createdAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: entitlements.id });
    if (made === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'achievement.entitle', subjectType: 'achievement', subjectId: row.id });
  });
}
