import { useSearchParams } from '@remix-run/react';
import { statesWith } from '#app/domain/machine.ts';
import { type DepositFacts, depositStand } from '#app/domain/trade-deposit.ts';
import { tradeApplicationMachine, type TradeState } from '#app/domain/trade.ts';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface Applicants {
  applicants: readonly DepositFacts[];
  trade: TradeState;
}

const standing = statesWith(tradeApplicationMachine, 'standing');

/** Who is told, and how many deposits lie with the unit. */
function countsOf({ applicants, trade }: Applicants) {
  const stands = applicants.map((one) => depositStand(one, { trade, isWinner: false }));
  return {
    told: applicants.filter(({ state }) => standing.includes(state)).length,
    kept: stands.filter((stand) => stand === 'held' || stand === 'due').length,
  };
}

/** A notice is taken back for good: who does it reads first what follows, and says it twice. */
export function WithdrawTrade({ isOpen, ...props }: Applicants & { isOpen: boolean }) {
  const { told, kept } = countsOf(props);
  return (
    <details className="mt-3" open={isOpen}>
      <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center text-sm sm:min-h-8">
        撤回公告
      </summary>
      <IntentForm intent="withdraw" className="mt-2">
        <p className="mb-2 text-sm text-ink-soft">
          撤回后不能恢复，要再交易须重新公告，公告期重新计。
          {told > 0 && `已登记的 ${told} 家意向方会收到通知。`}
          {kept > 0 && `已收的 ${kept} 笔保证金要退还并登记。`}
          平台挂牌不变。
        </p>
        <SubmitButton intent="withdraw" look="danger">
          确认撤回公告
        </SubmitButton>
      </IntentForm>
    </details>
  );
}

/** Said once, after the deed: what it did, and what it leaves to do. */
export function TradeWithdrawn(props: Applicants) {
  const [params] = useSearchParams();
  if (!params.has('withdrawn')) return null;
  const { told, kept } = countsOf(props);
  return (
    <Notice kind="success" live="polite" title="公告已撤回，不再登记意向，也不竞价">
      {told > 0 && `${told} 家意向方已收到通知。`}
      {kept > 0 && `还有 ${kept} 笔保证金没有退还，请在下面逐笔登记。`}
      平台挂牌不变，可以重新公告。
    </Notice>
  );
}
