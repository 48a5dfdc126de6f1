import { useState } from 'react';
import { type RoyaltyTerms, royaltyBaseLabels } from '#app/domain/contract.ts';
import { isAppError } from '#app/domain/errors.ts';
import { type Fen, formatPpm, parseFen } from '#app/domain/money.ts';
import { computeRoyalty, type RoyaltyResult } from '#app/domain/royalty.ts';
import type { RoyaltyPeriod } from '#app/domain/schedule.ts';
import { Amount } from './amount.tsx';
import { Button } from './button.tsx';
import { errorWords } from './error-words.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { KeyValue } from './key-value.tsx';
import { Notice } from './notice.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface StatementFormProps {
  period: RoyaltyPeriod;
  royalty: RoyaltyTerms;
  /** Milestones and royalties charged so far: what the cap counts. */
  chargedFen: Fen;
  replayKey: string;
  reply?: Reply | undefined;
}

/** A period's revenue; what is due is shown while it is typed, without JavaScript by 先算一算. */
export function StatementForm({ period, royalty, chargedFen, replayKey, reply }: StatementFormProps) {
  const typed = useTyped(reply, 'file');
  const errors = reply?.intent === 'file' ? reply.errors : {};
  const [gross, setGross] = useState(() => typed('gross'));
  const [deductions, setDeductions] = useState(() => royalty.deductions.map((_, at) => typed(`deductions[${at}]`)));
  const setDeduction = (at: number, text: string) =>
    setDeductions((old) => old.map((one, i) => (i === at ? text : one)));
  return (
    <IntentForm
      intent="file"
      replayKey={replayKey}
      className="grid gap-5 rounded-lg border border-line bg-card px-5 py-4"
    >
      <input type="hidden" name="period" value={period.key} />
      <h2 className="text-lg font-bold">申报 {period.label}的收入</h2>
      <Field
        name="gross"
        scope="file"
        label="本期收入（未扣除）"
        why={`${period.startOn} 至 ${period.endOn}，按合同以${royaltyBaseLabels[royalty.base]}计提；没有销售请填 0`}
        unit="元"
        error={errors.gross}
        width="half"
      >
        {(control) => (
          <TextInput
            {...control}
            numeric
            hasUnit
            placeholder="1,200,000.00"
            value={gross}
            onChange={(event) => setGross(event.currentTarget.value)}
          />
        )}
      </Field>
      {royalty.deductions.length > 0 && (
        <fieldset>
          <legend className="font-bold">合同约定可以扣除的</legend>
          <div className="mt-2 grid gap-4 sm:grid-cols-2">
            {royalty.deductions.map((deduction, at) => (
              <Field
                key={deduction.name}
                name={`deductions[${at}]`}
                scope="file"
                label={deduction.name}
                why={deduction.capPpm === null ? undefined : `最多扣收入的 ${formatPpm(deduction.capPpm)}`}
                unit="元"
                error={errors[`deductions[${at}]`]}
                required={false}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    numeric
                    hasUnit
                    value={deductions[at] ?? ''}
                    onChange={(event) => setDeduction(at, event.currentTarget.value)}
                  />
                )}
              </Field>
            ))}
          </div>
        </fieldset>
      )}
      <Field name="note" scope="file" label="说明" error={errors.note} required={false}>
        {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typed('note')} />}
      </Field>
      <Preview result={resultOf({ gross, deductions, royalty, chargedFen, period })} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton intent="file">提交申报</SubmitButton>
        <Button type="submit" formMethod="get">
          先算一算
        </Button>
      </div>
    </IntentForm>
  );
}

interface Typed {
  readonly gross: string;
  readonly deductions: readonly string[];
  readonly royalty: RoyaltyTerms;
  readonly chargedFen: Fen;
  readonly period: RoyaltyPeriod;
}

/** Null while nothing is typed; a sentence where it cannot be computed. The verb computes it again by the same rule. */
function resultOf({ gross, deductions, royalty, chargedFen, period }: Typed): RoyaltyResult | string | null {
  if (gross.trim() === '') return null;
  const grossFen = parseFen(gross, 'yuan');
  const read = deductions.map((text) => (text.trim() === '' ? 0n : parseFen(text, 'yuan')));
  if (grossFen === null || read.includes(null)) return '有金额读不出来，请检查。';
  try {
    return computeRoyalty({
      grossFen,
      deductionsFen: read.map((fen) => fen ?? 0n),
      terms: royalty,
      contractYear: period.contractYear,
      alreadyChargedFen: chargedFen,
    });
  } catch (error) {
    if (isAppError(error)) return errorWords(error.code, error.params);
    throw error;
  }
}

function Preview({ result }: { result: RoyaltyResult | string | null }) {
  if (result === null) return null;
  if (typeof result === 'string') return <Notice kind="attention" title={result} live="polite" />;
  return (
    <div className="rounded-lg bg-sunk px-5 py-4" aria-live="polite">
      <KeyValue
        look="spread"
        items={[
          { label: '计提基数', value: <Amount fen={result.baseFen} /> },
          ...result.steps.map((step, at) => ({
            label: result.steps.length > 1 ? `第 ${at + 1} 档` : '按比例',
            value: (
              <>
                <Amount fen={step.sliceFen} /> × {formatPpm(step.ratePpm)} = <Amount fen={step.amountFen} />
              </>
            ),
          })),
          ...(result.floorAppliedFen > 0n
            ? [{ label: '补到每期最低', value: <Amount fen={result.floorAppliedFen} /> }]
            : []),
          { label: '本期应付提成', value: <Amount fen={result.dueFen} />, strong: true },
          ...(result.capRemainingFen === null
            ? []
            : [{ label: '此后距封顶', value: <Amount fen={result.capRemainingFen} /> }]),
        ]}
      />
      {result.capReached && <p className="mt-2 font-bold text-gold">本期达到封顶，超出部分不再支付。</p>}
    </div>
  );
}
