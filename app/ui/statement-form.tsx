import { useState } from 'react';
import { type RoyaltyTerms, royaltyBaseLabels } from '#app/domain/contract.ts';
import type { SalesLine } from '#app/domain/compute-facts.ts';
import { type DeductionLine, deductionLines } from '#app/domain/deduction-lines.ts';
import { type Fen, formatFen, formatPpm, formatYuan } from '#app/domain/money.ts';
import { grossOfLines, linesFault, readSalesLines, type TypedLine } from '#app/domain/sales-lines.ts';
import type { StatementBasis } from '#app/domain/royalty-statement.ts';
import type { RoyaltyPeriod } from '#app/domain/schedule.ts';
import { readStatement } from '#app/domain/statement-form.ts';
import { type RoyaltyState, statementPreview } from '#app/domain/statement-preview.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { fieldId } from './field-id.ts';
import { IntentForm } from './intent-form.tsx';
import { firstSalesRows, SalesLineRows } from './money/sales-line-rows.tsx';
import { RoyaltyPreview } from './royalty-preview.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';
import { triedAs, useTyped } from './typed-value.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface StatementFormProps {
  filing: {
    readonly period: RoyaltyPeriod;
    readonly basis: StatementBasis;
    readonly isCorrection: boolean;
    readonly earlierFen: Fen;
    readonly corrects: number | null;
    readonly state: RoyaltyState;
    readonly earlier: {
      readonly grossFen: Fen;
      readonly deductionsFen: readonly Fen[];
      readonly lines: readonly SalesLine[];
    } | null;
  };
  royalty: RoyaltyTerms;
  /** Named in the contract. */
  products: readonly string[];
  replayKey: string;
  reply?: Reply | undefined;
}

const filled = (fen: Fen | undefined): string => (fen === undefined ? '' : formatFen(fen));

/** A period's revenue; what is due is shown while it is typed, without JavaScript by 先算一算. */
export function StatementForm({ filing, royalty, products, replayKey, reply: answer }: StatementFormProps) {
  const reply = triedAs(answer, 'file');
  const { period, basis, isCorrection, earlierFen, corrects, earlier, state } = filing;
  const typed = useTyped(reply, 'file');
  const errors = reply?.intent === 'file' ? reply.errors : {};
  const [gross, setGross] = useState(() => typed('gross') || filled(earlier?.grossFen));
  const [deductions, setDeductions] = useState(() =>
    royalty.deductions.map((_, at) => typed(`deductions[${at}]`) || filled(earlier?.deductionsFen[at] || undefined)),
  );
  const [rows, setRows] = useState(() => firstSalesRows(typed, earlier?.lines ?? []));
  const hasShare = royalty.sublicencePpm != null;
  const sales = readSalesLines(rows);
  const { grossFen, deductionsFen, faults: unread } = readStatement(gross, deductions);
  const mismatch = grossFen === null ? null : linesFault(sales.lines, grossFen, hasShare);
  const faults: Readonly<Record<string, string>> = {
    ...unread,
    ...sales.faults,
    ...(mismatch !== null && { gross: mismatch }),
  };
  const lines = deductionLines(royalty, grossFen ?? 0n, grossFen === null ? [] : deductionsFen);
  const errorOf = (name: string) => faults[name] ?? errors[name];
  const preview =
    grossFen === null || Object.keys(faults).length > 0
      ? null
      : statementPreview(state, { period: period.key, basis, corrects, grossFen, lines: sales.lines, deductionsFen });
  const changeRows = (next: readonly TypedLine[]) => {
    setRows(next);
    const sum = grossOfLines(readSalesLines(next).lines, hasShare);
    if (sum !== null) setGross(formatFen(sum));
  };
  const setDeduction = (at: number, text: string) =>
    setDeductions((old) => old.map((one, i) => (i === at ? text : one)));
  return (
    <IntentForm replayKey={replayKey} className="grid gap-5 rounded-lg border border-line bg-card px-5 py-4">
      <input type="hidden" name="period" value={period.key} />
      <input type="hidden" name="basis" value={basis} />
      {isCorrection && <input type="hidden" name="isCorrection" value="on" />}
      <h2 className="text-lg font-bold">
        {isCorrection ? '更正' : '申报'} {period.label}的{basis === 'estimate' ? '预估' : ''}收入
      </h2>
      {isCorrection && (
        <p className="text-sm">
          请填这一期的全部实际数，不是差额。原申报保留，按差额补付；多报的成为贷项，抵合同下其他应付款。
        </p>
      )}
      {basis === 'estimate' && <p className="text-sm">先按预估数计，期末后再报实际数，多退少补。</p>}
      <Field
        name="gross"
        scope="file"
        label="本期收入（未扣除）"
        why={`${period.startOn} 至 ${period.endOn}，按合同以${royaltyBaseLabels[royalty.base]}计提；没有销售请填 0，退货多于销售填负数`}
        unit="元"
        error={errorOf('gross')}
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
      <SalesLineRows
        rows={rows}
        onChange={changeRows}
        products={products}
        sublicencePpm={royalty.sublicencePpm ?? null}
        errorOf={(name) => (isTyped(rows, name) ? errorOf(name) : errors[name])}
      />
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
                unit="元"
                error={errorOf(`deductions[${at}]`)}
                required={false}
                after={<CapLine id={`${fieldId(`deductions[${at}]`, 'file')}-after`} line={lines[at]} />}
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
      <Field
        name="note"
        scope="file"
        label={isCorrection ? '为什么更正' : '说明'}
        error={errors.note}
        required={isCorrection}
      >
        {(control) => <TextArea {...control} rows={2} maxLength={500} defaultValue={typed('note')} />}
      </Field>
      {preview && <RoyaltyPreview preview={preview} earlierFen={earlierFen} lines={lines} />}
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="intent" value="file">
          {isCorrection ? '提交更正' : '提交申报'}
        </SubmitButton>
        <Button type="submit" name="intent" value="preview">
          先算一算
        </Button>
      </div>
    </IntentForm>
  );
}

/** Under a deduction: the most it may take off this gross, and what is cut of what is typed. */
function CapLine({ id, line }: { id: string; line: DeductionLine | undefined }) {
  if (line === undefined || line.capPpm === null) return null;
  return (
    <output id={id} className="block text-sm leading-6 text-ink-soft">
      上限 {formatPpm(line.capPpm)}
      {line.capFen !== null && line.capFen > 0n && <>，本期最多 {formatYuan(line.capFen)}</>}
      {line.cutFen > 0n && <b className="block text-attention">超出 {formatYuan(line.cutFen)}，这部分不扣</b>}
    </output>
  );
}

/** A blank field is told wrong when it was sent, not while the field beside it is being typed. */
const isTyped = (rows: readonly TypedLine[], name: string): boolean =>
  rows.some(
    ({ product, amount }, at) =>
      (name === `lines[${at}].product` && product.trim() !== '') ||
      (name === `lines[${at}].amount` && amount.trim() !== ''),
  );
