import type { Day } from '#app/domain/days.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { AgreeTick } from './agree-tick.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';

interface BuyOutFormProps {
  versionN: number;
  quote: {
    readonly dueFen: Fen;
    readonly steps: readonly string[];
    readonly lastOn: Day;
    readonly dueOn: Day;
    readonly owed: {
      readonly periods: readonly { readonly label: string; readonly startOn: Day; readonly endOn: Day }[];
    };
    /** Royalties charged and not paid: they stay due beside it. */
    readonly unpaidFen: Fen;
    /** Royalties charged before count towards the price. */
    readonly credits: boolean;
  };
  reply: DeedReply | undefined;
}

/** 买断提成: what it costs by which steps, the last day that counts, and what is left to do, before it is done. */
export function BuyOutForm({ versionN, quote, reply }: BuyOutFormProps) {
  const { errors, isOpen } = replyTo(reply, 'buy_out');
  const { dueFen, steps, lastOn, dueOn, owed, unpaidFen, credits } = quote;
  const left = owed.periods.map(({ label, startOn, endOn }) => `${label}（${startOn} 至 ${endOn}）`);
  return (
    <details open={isOpen} className="text-sm">
      <summary className="min-h-11 py-2.5 sm:min-h-0 sm:py-1">买断提成</summary>
      <IntentForm intent="buy_out" needsProof className="mt-2 grid max-w-form gap-4">
        <input type="hidden" name="versionN" value={versionN} />
        <p>
          {dueFen > 0n ? (
            <>
              今天买断，再付 <b className="nums">{formatYuan(dueFen)}</b>，{dueOn} 前付清。
            </>
          ) : (
            '今天买断，不用再付：此前已计的提成抵完了买断价。'
          )}
        </p>
        <ol className="nums grid gap-1 rounded-lg bg-sunk px-4 py-3">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
          <li className="font-bold">买断应付 {formatYuan(dueFen)}</li>
        </ol>
        <p className="text-ink-soft">
          提成只计到 {lastOn}，自今天起不再计。
          {left.length > 0 &&
            `到 ${lastOn} 为止的收入还要申报：${left.join('、')}${credits ? '；申报后计的提成也抵入买断价' : '；申报后照计提成'}。`}
          {unpaidFen > 0n && `此前已计、还没有付清的提成 ${formatYuan(unpaidFen)} 照旧要付。`}
          买断不能撤回，办理前要确认是你本人。
        </p>
        <AgreeTick name="agrees" scope="buy-out" label="我代表本单位决定买断提成" error={errors.agrees} />
        <div className="grid sm:block">
          <SubmitButton intent="buy_out">买断提成</SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
