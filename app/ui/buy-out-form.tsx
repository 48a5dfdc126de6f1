import type { BuyOutTerms } from '#app/domain/contract.ts';
import { formatYuan } from '#app/domain/money.ts';
import { AgreeTick } from './agree-tick.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';

interface BuyOutFormProps {
  versionN: number;
  buyOut: BuyOutTerms;
  reply: DeedReply | undefined;
}

/** 买断提成: the price and what it ends, before it is done. */
export function BuyOutForm({ versionN, buyOut, reply }: BuyOutFormProps) {
  const { errors, isOpen } = replyTo(reply, 'buy_out');
  return (
    <details open={isOpen} className="text-sm">
      <summary className="min-h-11 py-2.5 sm:min-h-0 sm:py-1">买断提成</summary>
      <IntentForm intent="buy_out" needsProof className="mt-2 grid max-w-form gap-4">
        <input type="hidden" name="versionN" value={versionN} />
        <p className="text-ink-soft">
          合同约定的买断价 {formatYuan(buyOut.priceFen)}
          {buyOut.creditsRoyalties ? '，此前已计的提成抵入' : '，此前已计的提成不抵'}
          。自今天起不再计提成，到昨天为止的收入还要申报；不能撤回。办理前要确认是你本人。
        </p>
        <AgreeTick name="agrees" scope="buy-out" label="我代表本单位决定买断提成" error={errors.agrees} />
        <div className="grid sm:block">
          <SubmitButton intent="buy_out">买断提成</SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
