import { type Day, dayOf, type WorkCalendar } from '#app/domain/days.ts';
import { returnDepositBy } from '#app/domain/sale-days.ts';
import { type DepositFacts, depositStand } from '#app/domain/trade-deposit.ts';
import type { Trade, TradeApplication } from './own-trade.server.ts';

interface InTrade {
  readonly trade: Pick<Trade, 'state' | 'winnerId' | 'endedAt'>;
  readonly application: DepositFacts & Pick<TradeApplication, 'id'>;
}

/** By when a deposit that secures nothing more goes back; null of any other, and while its trade runs. */
export function depositReturnBy({ trade, application }: InTrade, calendar: WorkCalendar): Day | null {
  const isWinner = trade.winnerId === application.id;
  if (depositStand(application, { trade: trade.state, isWinner }) !== 'due') return null;
  if (trade.endedAt === null || application.depositOn === null) return null;
  return returnDepositBy({ endedOn: dayOf(trade.endedAt), depositOn: application.depositOn }, calendar);
}
