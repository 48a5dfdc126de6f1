import { and, eq, sql } from 'drizzle-orm';
import type { LapsedRight } from '#app/domain/lapsed-rights.ts';
import { notices } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { onLapsedRights } from './lapsed-rights.server.ts';
import { type Contract, lockContract } from './own-contract.server.ts';

/**
 * Tells both sides of running contracts of each patent that has ended, once a contract and patent. Nothing stops by itself: since when it
 * ended the parties say. Done daily and after a load; two at once tell everybody once. A contract that fails is logged and told the
 * next day, the others are told.
 */
export async function tellLapsedRights(given: Context): Promise<void> {
  const ctx = systemContext(given);
  for (const { contract, lapsed } of await onLapsedRights(ctx, null)) {
    try {
      await tellParties(ctx, contract, lapsed);
    } catch (error) {
      ctx.log.error({ err: error, contractId: contract.id }, 'notice of lapsed rights');
    }
  }
}

const tellParties = (ctx: Context, contract: Contract, lapsed: readonly LapsedRight[]): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await lockContract(tx, contract.id);
    const href = `/desk/contracts/${contract.id}`;
    for (const { key, label } of lapsed) {
      const isSame = and(
        eq(notices.kind, 'contract.rights_lapse'),
        eq(notices.href, href),
        sql`${notices.params} ->> 'right' = ${key}`,
      );
      if ((await tx.db.$count(notices, isSame)) > 0) continue;
      const params = { title: `${contract.title}：${label}`, right: key };
      await notifyParties(tx, contract, ['owner', 'approver', 'officer'], {
        kind: 'contract.rights_lapse',
        params,
        href,
      });
    }
  });
