import { and, eq, isNotNull, ne } from 'drizzle-orm';
import { foldBankSerial } from '#app/domain/bank-serial.ts';
import { AppError } from '#app/domain/errors.ts';
import { organisations, tradeApplications, trades } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { lockName } from '../lock-name.server.ts';
import type { Trade, TradeApplication } from './own-trade.server.ts';

/**
 * One payment is one bidder's deposit: refuses a bank serial under which the unit noted the deposit of somebody else, in this trade or
 * another. Serials meet as those of bank statements do. Two who note the same at once wait for each other.
 */
export async function refuseUsedSerial(
  tx: In<ActorContext>,
  { orgId }: Pick<Trade, 'orgId'>,
  application: Pick<TradeApplication, 'orgId'>,
  { serial, field }: { readonly serial: string; readonly field: 'reference' | 'depositReference' },
): Promise<void> {
  const key = foldBankSerial(serial);
  if (key === '') return;
  await lockName(tx.db, `deposit:${orgId}`);
  const noted = await tx.db
    .select({ serial: tradeApplications.depositReference, no: trades.no, by: organisations.name })
    .from(tradeApplications)
    .innerJoin(trades, eq(trades.id, tradeApplications.tradeId))
    .innerJoin(organisations, eq(organisations.id, tradeApplications.orgId))
    .where(
      and(
        eq(trades.orgId, orgId),
        ne(tradeApplications.orgId, application.orgId),
        isNotNull(tradeApplications.depositReference),
      ),
    );
  const used = noted.find((one) => foldBankSerial(one.serial ?? '') === key);
  if (used === undefined) return;
  const says = `这个流水号已经登记为 ${used.by} 在 ${used.no} 的保证金，一笔到账不能算两家的。请核对银行流水。`;
  throw new AppError('invalid', { says }, field);
}
