import { hash } from 'node:crypto';
import { count, eq, inArray } from 'drizzle-orm';
import { orgOf, otherSide } from '#app/domain/deal-access.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayRunRoom } from '#app/domain/nda-access.ts';
import { ndaEdition, ndaMachine, ndaText } from '#app/domain/nda.ts';
import { achievements, ndas, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { announceRoom } from '../deals/announce-room.server.ts';
import type { Deal } from '../deals/load-deal.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { holdOpenDeal, type Nda, reachRoom } from './reach-room.server.ts';

interface ProposeNda {
  readonly dealId: string;
  readonly purpose: string;
  readonly years: number;
  readonly extra: string;
  readonly key?: string | undefined;
}

/** Puts a text about secrecy to both sides. One stands at a time: the former is withdrawn or ended first. */
export async function proposeNda(ctx: ActorContext, input: ProposeNda): Promise<Nda> {
  if (!mayRunRoom(ctx.actor)) throw new AppError('forbidden');
  const { side } = await reachRoom(ctx, input.dealId);
  if (!ctx.actor.org?.verified) throw new AppError('organisation_unverified');
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, ndas, input.key, 'nda.propose');
      if (earlier) return earlier;
      const deal = await holdOpenDeal(tx, input.dealId);
      const text = ndaText({ ...(await namesOf(tx, deal)), ...input });
      const [before] = await tx.db.select({ n: count() }).from(ndas).where(eq(ndas.dealId, deal.id));
      const n = (before?.n ?? 0) + 1;
      const row = await insertRow(tx, ndas, {
        id,
        dealId: deal.id,
        n,
        edition: ndaEdition,
        text,
        sha256: hash('sha256', text),
        state: ndaMachine.initial,
        orgId: orgOf(deal, side),
        proposedBy: tx.actor.userId,
        createdAt: tx.now(),
      });
      await audit(tx, { deed: 'nda.propose', subjectType: 'deal', subjectId: deal.id, versionN: n });
      await notifyOrganisation(tx, orgOf(deal, otherSide(side)), ['officer', 'approver', 'owner'], {
        kind: 'nda.propose',
        href: `/desk/deals/${deal.id}/room`,
      });
      await announceRoom(tx, deal.id);
      return row;
    },
    () => new AppError('duplicate', { says: '已经有一份保密协议，撤回或停止以后才能另提。' }),
  );
}

async function namesOf(tx: In<ActorContext>, deal: Deal) {
  const [orgs, [achievement]] = await Promise.all([
    tx.db
      .select({ id: organisations.id, name: organisations.name })
      .from(organisations)
      .where(inArray(organisations.id, [deal.licensorOrgId, deal.licenseeOrgId])),
    tx.db.select().from(achievements).where(eq(achievements.id, deal.achievementId)),
  ]);
  const nameOf = (id: string) => orgs.find((org) => org.id === id)?.name ?? '';
  return {
    licensorName: nameOf(deal.licensorOrgId),
    licenseeName: nameOf(deal.licenseeOrgId),
    achievementName: achievement?.name ?? '',
    achievementNo: achievement?.no ?? '',
    dealNo: deal.no,
  };
}
