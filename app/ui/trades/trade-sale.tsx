import type { SaleStand } from '#app/domain/sale-request.ts';
import type { GivenMode } from '#app/domain/listing-end.ts';
import type { DepositFacts } from '#app/domain/trade-deposit.ts';
import type { TradeState } from '#app/domain/trade.ts';
import { ButtonLink } from '../button.tsx';
import type { DeedReply } from '../deed-reply.ts';
import { Notice } from '../notice.tsx';
import { EndSale } from './end-sale.tsx';
import { type SaleRequestLine, SaleRequests } from './sale-requests.tsx';

interface TradeSaleProps {
  trade: { readonly state: TradeState; readonly achievementId: string };
  deal: { readonly id: string; readonly no: string } | null;
  standing: SaleStand | null;
  requests: readonly SaleRequestLine[];
  /** What a contract elsewhere may have given of what was sold. */
  givenModes: readonly GivenMode[];
  /** Who took it, with what became of his deposit. */
  winner: Pick<DepositFacts, 'depositOn' | 'depositReturnedOn' | 'depositAppliedOn' | 'depositForfeitedOn'> | null;
  isOfficer: boolean;
  reply: DeedReply | undefined;
}

/** What becomes of a trade that was concluded: the contract with its buyer, or the ways in which it ends without one. */
export function TradeSale({ trade, deal, standing, requests, givenModes, winner, isOfficer, reply }: TradeSaleProps) {
  const isConcluded = trade.state === 'concluded';
  if (!isConcluded && trade.state !== 'performed' && requests.length === 0) return null;
  const isAsked = requests.some(({ state }) => state === 'asked');
  const isPerformed = trade.state === 'performed';
  const mayEnd = isOfficer && (isConcluded || isPerformed) && standing !== 'signed' && !isAsked;
  return (
    <section aria-label="成交以后" className="grid gap-3">
      {isConcluded && !isAsked && <Standing {...{ deal, standing, isOfficer }} />}
      {trade.state === 'dissolved' && (
        <Notice
          title="成交已解除"
          actions={
            isOfficer && <ButtonLink to={`/desk/achievements/${trade.achievementId}/list`}>去重新挂牌</ButtonLink>
          }
        >
          公告页不再显示已成交。这项成果可以重新挂牌，或者与别人签约。
          {winner?.depositOn != null && !isEnded(winner) && '成交方的保证金按公告在下面登记退还或者不退。'}
        </Notice>
      )}
      {isPerformed && (
        <Notice kind="success" title="成交已登记为在平台外履行">
          这次成交已经了结。给的是转让、独占或者排他许可的，仍不能再挂牌或者与别人签冲突的合同。
        </Notice>
      )}
      {(requests.length > 0 || mayEnd) && (
        <div className="rounded-lg border border-line bg-card px-4 pb-4 sm:px-6">
          {requests.length > 0 && (
            <SaleRequests requests={requests} sale={{ way: 'trade', isPerformed }} reply={reply} />
          )}
          {mayEnd && <EndSale isNext={isConcluded && standing === 'fallen'} {...{ givenModes, isPerformed, reply }} />}
        </div>
      )}
    </section>
  );
}

const isEnded = (one: NonNullable<TradeSaleProps['winner']>): boolean =>
  (one.depositReturnedOn ?? one.depositAppliedOn ?? one.depositForfeitedOn) !== null;

function Standing({ deal, standing, isOfficer }: Pick<TradeSaleProps, 'deal' | 'standing' | 'isOfficer'>) {
  const how = isOfficer ? '请在下面申请解除成交' : '请经办人在这里申请解除成交';
  if (standing === 'fallen') {
    return (
      <Notice
        kind="attention"
        title={`与成交方的洽谈${deal ? `（${deal.no}）` : ''}里没有按这次成交签成合同，成交还没有了结`}
      >
        了结以前公告页仍显示已成交，这项成果不能与别人签约。成交方不签的，{how}；已经在平台外签约履行的，登记履行。
      </Notice>
    );
  }
  if (standing === 'over') {
    return (
      <Notice title="按这次成交签的合同已经提前结束">
        成果可以重新挂牌，或者与别人签约。成交方没有履行、成交也要解除的，{how}。
      </Notice>
    );
  }
  return null;
}
