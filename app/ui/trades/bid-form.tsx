import { wanOf } from '#app/domain/achievement-money.ts';
import { formatWan } from '#app/domain/money.ts';
import { leastBid, offeredBids } from '#app/domain/trade.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { SubmitButton } from '../submit-button.tsx';
import type { Reply } from '../nda-room/nda-agreement.tsx';

interface BidFormProps {
  trade: { readonly askFen: bigint; readonly stepFen: bigint; readonly currentFen: bigint | null };
  isLeading: boolean;
  replayKey: string;
  reply: Reply | undefined;
}

/** The next bid: one press for the usual ones, or an amount of one's own. */
export function BidForm({ trade, isLeading, replayKey, reply }: BidFormProps) {
  const mine = reply?.intent === 'bid' ? reply : undefined;
  const { '': whole, ...errors } = mine?.errors ?? {};
  const typed = typeof mine?.values.amount === 'string' ? mine.values.amount : '';
  if (isLeading && mine === undefined) {
    return <p className="font-bold text-accent">现在你单位的报价最高。有人再报价，这里马上变。</p>;
  }
  return (
    <div className="grid gap-4">
      <ErrorSummary errors={errors} message={whole?.[0]} />
      <IntentForm intent="bid" replayKey={replayKey}>
        <p className="mb-2 text-sm text-ink-soft">至少报 {formatWan(leastBid(trade))}。点一下就报出，不能撤回：</p>
        <div className="flex flex-wrap gap-2">
          {offeredBids(trade).map((fen, at) => (
            <SubmitButton
              key={String(fen)}
              intent="bid"
              look={at === 0 ? 'primary' : 'secondary'}
              name="amount"
              value={wanOf(String(fen))}
            >
              {`报 ${formatWan(fen)}`}
            </SubmitButton>
          ))}
        </div>
      </IntentForm>
      <details open={mine !== undefined}>
        <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center text-sm">报别的数</summary>
        <IntentForm intent="bid" replayKey={replayKey} className="grid gap-3">
          <MoneyInput name="amount" label="报价" defaultValue={typed} error={errors.amount} />
          {errors.isMeant && (
            <AgreeTick name="isMeant" scope="bid" label="金额没有打错，按这个数报" error={errors.isMeant} />
          )}
          <div className="grid sm:block">
            <SubmitButton intent="bid" look="secondary">
              报价
            </SubmitButton>
          </div>
        </IntentForm>
      </details>
    </div>
  );
}
