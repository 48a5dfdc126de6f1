import { Link } from '@remix-run/react';
import { payInterestWithinDays } from '#app/domain/interest-charge.ts';
import type { Fen } from '#app/domain/money.ts';
import { formatYuan } from '#app/domain/money.ts';
import { AgreeTick } from './agree-tick.tsx';
import { Amount } from './amount.tsx';
import type { FormAnswer } from './claim-shown.ts';
import { DateText } from './date-text.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { IntentForm } from './intent-form.tsx';
import { KeyValue } from './key-value.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';

interface Clause {
  readonly article: number;
  readonly title: string;
  readonly law: string;
}

const clauseWords = ({ article, title, law }: Clause): string => `合同第 ${article} 条「${title}」；${law}`;

const Steps = ({ steps }: { steps: readonly string[] }) => (
  <ol className="grid gap-1 tabular-nums">
    {steps.map((step, at) => (
      <li key={`${at} ${step}`}>{step}</li>
    ))}
  </ol>
);

interface DefaultInterestProps {
  interest: {
    readonly amountFen: Fen;
    readonly chargedFen: Fen;
    readonly waivedFen: Fen;
    readonly chargeableFen: Fen;
    readonly corrections: readonly string[];
    readonly untilOn: string;
    readonly payBy: string;
    readonly isRunning: boolean;
    readonly clause: Clause;
    readonly steps: readonly string[];
  };
  mayCharge: boolean;
  isPayer: boolean;
  reply?: FormAnswer | undefined;
}

/** 违约金 on a claim that is, or was, paid late: how it comes about, and the payee's button once it no longer grows. */
export function DefaultInterest({ interest, mayCharge, isPayer, reply }: DefaultInterestProps) {
  const { amountFen, chargedFen, chargeableFen, waivedFen, corrections, untilOn, payBy, isRunning, clause, steps } =
    interest;
  const { agrees, ...others } = reply?.intent === 'interest' ? reply.errors : {};
  return (
    <section aria-labelledby="interest">
      <SectionHead look="plain" id="interest" note={isRunning ? '付清之前还在增加' : undefined}>
        违约金
      </SectionHead>
      <ErrorSummary message={Object.values(others).flat()[0]} />
      <KeyValue
        items={[
          { label: isRunning ? '截至今日' : '合计', value: <Amount fen={amountFen} bold /> },
          { label: '算到', value: <DateText value={untilOn} /> },
          { label: '怎样算', value: <Steps steps={steps} /> },
          ...(corrections.length > 0 ? [{ label: '更正', value: <Steps steps={corrections} /> }] : []),
          { label: '依据', value: clauseWords(clause) },
          ...(chargedFen > 0n
            ? [
                {
                  label: '已计收',
                  value: (
                    <>
                      <Amount fen={chargedFen} />
                      {waivedFen > 0n && <span className="block">其中 {formatYuan(waivedFen)} 已免除，不再计收</span>}
                      {chargedFen > amountFen && <span className="block">计收在更正以前，不因更正改变</span>}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mayCharge && (
        <IntentForm intent="interest" needsProof className="mt-4 grid max-w-form gap-3">
          <input type="hidden" name="amountFen" value={String(chargeableFen)} />
          <p className="text-sm text-ink-soft">
            计收 {formatYuan(chargeableFen)}，算到 {untilOn}
            ，成为付款方的一笔应付款，双方账簿各记一笔；不计收就不产生。合同没有约定违约金的付款期限，按{' '}
            {payInterestWithinDays} 天，最晚 {payBy}。计收以后，申报再更正也不改变它。
          </p>
          <AgreeTick
            name="agrees"
            scope="interest"
            label={`已核对：${formatYuan(chargeableFen)}，天数和依据如上`}
            error={agrees}
          />
          <div className="grid sm:block">
            <SubmitButton intent="interest">
              计收违约金 <Amount fen={chargeableFen} />
            </SubmitButton>
          </div>
        </IntentForm>
      )}
      {!mayCharge && isRunning && (
        <p className="mt-3 text-sm text-ink-soft">
          {isPayer ? '款项付清之日止，收款方可以计收。' : '款项付清，或者到了约定的上限，由本单位财务决定是否计收。'}
        </p>
      )}
    </section>
  );
}

interface InterestChargeProps {
  charge: {
    readonly obligationId: string;
    readonly label: string;
    readonly untilOn: string;
    readonly totalFen: Fen;
    readonly amountFen: Fen;
    readonly clause: Clause;
    readonly steps: readonly string[];
    /** The last day to pay before any rest day. */
    readonly plainDueOn: string;
  };
  dueOn: string;
}

/** What a claim of default interest was charged on. */
export function InterestCharge({ charge, dueOn }: InterestChargeProps) {
  const { obligationId, label, untilOn, totalFen, amountFen, clause, steps, plainDueOn } = charge;
  return (
    <section aria-labelledby="charge">
      <SectionHead look="plain" id="charge">
        这笔违约金怎样算出
      </SectionHead>
      <KeyValue
        items={[
          {
            label: '逾期的款',
            value: (
              <Link to={`/desk/obligations/${obligationId}`} className="link-quiet">
                {label}
              </Link>
            ),
          },
          { label: '算到', value: <DateText value={untilOn} /> },
          { label: '怎样算', value: <Steps steps={steps} /> },
          {
            label: '付款期限',
            value: `合同没有约定违约金的付款期限，按计收后 ${payInterestWithinDays} 天${dueOn > plainDueOn ? `；${plainDueOn} 是休息日，按合同顺延到 ${dueOn}` : ''}`,
          },
          ...(totalFen > amountFen
            ? [{ label: '此前已计收', value: `${formatYuan(totalFen - amountFen)}，本次计收其余` }]
            : []),
          { label: '依据', value: clauseWords(clause) },
        ]}
      />
    </section>
  );
}
