import { and, eq, sql } from 'drizzle-orm';
import { notices } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { onLapsedRights } from './lapsed-rights.server.ts';
import { lockContract } from './own-contract.server.ts';

/**
 * Tells both sides of running contracts of each patent that has ended, once a contract and patent. Nothing stops by itself: which payments
 * belong to the patent the parties say. Done daily and after a load; two at once tell everybody once.
 */
export async function tellLapsedRights(given: Context): Promise<void> {
  const ctx = systemContext(given);
  for (const { contract, lapsed } of await onLapsedRights(ctx, null)) {
    await inTransaction(ctx, async (tx) => {
      await lockContract(tx, contract.id);
      const href = `/desk/contracts/${contract.id}`;
      for (const { key, label } of lapsed) {
        const told = await tx.db.$count(
          notices,
          and(
            eq(notices.kind, 'contract.rights_lapse'),
            eq(notices.href, href),
            sql`${notices.params} ->> 'right' = ${key}`,
          ),
        );
        if (told > 0) continue;
        const params = { title: `${contract.title}：${label}`, right: key };
        const notice = { kind: 'contract.rights_lapse', params, href };
        await notifyParties(tx, contract, ['owner', 'approver', 'officer'], notice);
      }
    });
  }
}
