import { Link } from '@remix-run/react';
import { isNearName, type MatchLevel, matchLevelLabels } from '#app/domain/bank-match.ts';
import { bankRowMachine, type BankDirection, type BankRowState } from '#app/domain/bank-row.ts';
import { labelOf } from '#app/domain/machine.ts';
import { receiptMachine, type ReceiptState } from '#app/domain/payment-machine.ts';
import { Amount } from '../amount.tsx';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { Tone } from '../tone.ts';

interface Match {
  readonly candidate: {
    readonly kind: 'receipt' | 'obligation';
    readonly id: string;
    readonly label: string;
    readonly payerName: string;
    readonly contractTitle: string;
  };
  readonly level: MatchLevel;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly doubts: readonly string[];
}
interface Return {
  readonly candidate: { readonly receiptId: string; readonly no: string; readonly payerName: string };
  readonly level: MatchLevel;
  readonly score: number;
  readonly reasons: readonly string[];
}

export interface BankRowShown {
  readonly id: string;
  readonly bookedOn: string;
  readonly direction: BankDirection;
  readonly amountFen: bigint;
  readonly otherName: string;
  readonly otherAccountNo: string;
  readonly memo: string;
  readonly serial: string | null;
  readonly state: BankRowState;
  readonly note: string | null;
  readonly receiptId: string | null;
  readonly receiptNo: string | null;
  readonly receiptState: ReceiptState | null;
  readonly decider: string | null;
  readonly decidedAt: Date | null;
  readonly matches: readonly Match[];
  readonly returns: readonly Return[];
}

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly payerName: string;
  readonly amountFen: bigint;
  readonly isDone: boolean;
}

/** For a line: what its sender owes first, and of confirmed slips only those of its sum. */
const choicesOf = (row: BankRowShown, choices: readonly Choice[]): Choice[] => {
  const rank = ({ payerName, amountFen, isDone }: Choice) =>
    (isNearName(payerName, row.otherName) ? 0 : 4) + (isDone ? 2 : 0) + (amountFen === row.amountFen ? 0 : 1);
  return choices
    .filter(({ isDone, amountFen }) => !isDone || amountFen === row.amountFen)
    .toSorted((a, b) => rank(a) - rank(b));
};

interface BankRowsProps {
  rows: readonly BankRowShown[];
  view: 'open' | 'done' | 'ignored';
  choices: readonly Choice[];
  reply?: Reply | undefined;
}

const levelTones: Readonly<Record<MatchLevel, Tone>> = { strong: 'good', likely: 'gold', weak: 'neutral' };
const nothing = {
  open: ['没有待核对的流水', '上传银行流水后，对得上的会在这里给出建议，点一下就登记到账。'],
  done: ['还没有核对过的流水', '登记到账和退回的流水会列在这里。'],
  ignored: ['没有不处理的流水', '与平台合同无关的收支，可以写明原因放到这里。'],
} as const;

/** Lines of statements: the open ones with what they may be, the others with what became of them. */
export function BankRows({ rows, view, choices, reply }: BankRowsProps) {
  const [title, words] = nothing[view];
  if (rows.length === 0) return <EmptyState title={title}>{words}</EmptyState>;
  return (
    <ul className="grid gap-3">
      {rows.map((row) => (
        <li key={row.id} className="rounded-lg border border-line bg-card px-5 py-4">
          <Line row={row} />
          {row.state === 'open' ? (
            <Open row={row} choices={choices} reply={reply?.values.rowId === row.id ? reply : undefined} />
          ) : (
            <Decided row={row} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Line({ row }: { row: BankRowShown }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <h3 className="min-w-0">
        <DateText value={row.bookedOn} /> <b>{row.otherName || '没有写对方'}</b>
        <span className="block text-sm text-ink-soft">
          {row.memo || '没有附言'}
          {row.serial && <span className="nums"> · 流水号 {row.serial}</span>}
        </span>
      </h3>
      <p className="text-right">
        <span className="text-sm text-ink-soft">{row.direction === 'in' ? '收入' : '支出'}</span>{' '}
        <Amount fen={row.amountFen} bold />
      </p>
    </div>
  );
}

function Decided({ row }: { row: BankRowShown }) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line pt-2 text-sm">
      <StateMark tone={row.state === 'ignored' ? 'neutral' : 'good'}>{labelOf(bankRowMachine, row.state)}</StateMark>
      {row.receiptId && (
        <Link to={`/desk/receipts/${row.receiptId}`} className="link-quiet">
          收款单 {row.receiptNo}
          {row.receiptState && `（${labelOf(receiptMachine, row.receiptState)}）`}
        </Link>
      )}
      {row.note && <span>{row.note}</span>}
      <span className="text-ink-soft">
        {row.decider} {row.decidedAt && <DateText value={row.decidedAt} as="minute" />}
      </span>
      {row.state === 'ignored' && (
        <IntentForm intent="reopen">
          <input type="hidden" name="rowId" value={row.id} />
          <SubmitButton intent="reopen" look="quiet">
            重新核对
          </SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}

interface OpenProps {
  row: BankRowShown;
  choices: BankRowsProps['choices'];
  reply?: Reply | undefined;
}

function Open({ row, choices, reply }: OpenProps) {
  const { '': message, ...errors } = reply?.errors ?? {};
  const own = choicesOf(row, choices);
  const isExplained = row.matches.length + row.returns.length > 0;
  return (
    <div className="mt-3 grid gap-3 border-t border-line pt-3">
      {reply && <ErrorSummary errors={errors} message={message?.[0]} scope={row.id} />}
      {row.matches.map((match, i) => (
        <MatchOffer key={match.candidate.id} row={row} match={match} isFirst={i === 0} />
      ))}
      {row.returns.map((one, i) => (
        <ReturnOffer key={one.candidate.receiptId} row={row} match={one} isFirst={i === 0} />
      ))}
      {!isExplained && (
        <p className="text-sm text-ink-soft">没有像的{row.direction === 'in' ? '应收款或回单' : '收款单'}。</p>
      )}
      <details className="text-sm" open={reply !== undefined && reply.intent !== 'match' ? true : undefined}>
        <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">
          {row.direction === 'in' ? '自己选，或者不处理' : '不处理'}
        </summary>
        <div className="mt-2 grid gap-4">
          {row.direction === 'in' && own.length > 0 && (
            <IntentForm intent="match" className="flex flex-wrap items-end gap-3">
              <input type="hidden" name="rowId" value={row.id} />
              <Field name="subject" scope={row.id} label="这笔钱付的是" error={errors.subject}>
                {(control) => <Select {...control} blank="请选择" options={own} />}
              </Field>
              <SubmitButton look="secondary">登记到账</SubmitButton>
            </IntentForm>
          )}
          <IntentForm intent="ignore" className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="rowId" value={row.id} />
            <Field name="note" scope={row.id} label="为什么不处理" error={errors.note}>
              {(control) => <TextInput {...control} maxLength={200} />}
            </Field>
            <SubmitButton look="secondary">与合同无关，不处理</SubmitButton>
          </IntentForm>
        </div>
      </details>
    </div>
  );
}

function Why({
  level,
  score,
  reasons,
  doubts = [],
}: {
  level: MatchLevel;
  score: number;
  reasons: readonly string[];
  doubts?: readonly string[];
}) {
  return (
    <p className="text-sm">
      <StateMark tone={levelTones[level]}>
        {matchLevelLabels[level]} {score}%
      </StateMark>{' '}
      <span className="text-ink-soft">{reasons.join('；')}</span>
      {doubts.length > 0 && <span className="block text-attention">{doubts.join('；')}</span>}
    </p>
  );
}

function MatchOffer({ row, match, isFirst }: { row: BankRowShown; match: Match; isFirst: boolean }) {
  const { candidate } = match;
  const href = candidate.kind === 'receipt' ? `/desk/receipts/${candidate.id}` : `/desk/obligations/${candidate.id}`;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1 basis-72">
        <Link to={href} className="link-quiet">
          {candidate.label}
        </Link>
        <span className="block text-sm text-ink-soft">
          {candidate.contractTitle} · {candidate.payerName}
        </span>
        <Why {...match} />
      </div>
      <IntentForm intent="match">
        <input type="hidden" name="rowId" value={row.id} />
        <input type="hidden" name="subject" value={`${candidate.kind}:${candidate.id}`} />
        <SubmitButton look={isFirst && match.level === 'strong' ? 'primary' : 'secondary'}>
          {candidate.kind === 'receipt' ? '就是这张回单，确认到账' : '就是这一笔，登记到账'}
        </SubmitButton>
      </IntentForm>
    </div>
  );
}

function ReturnOffer({ row, match, isFirst }: { row: BankRowShown; match: Return; isFirst: boolean }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1 basis-72">
        <Link to={`/desk/receipts/${match.candidate.receiptId}`} className="link-quiet">
          退回收款单 {match.candidate.no}
        </Link>
        <span className="block text-sm text-ink-soft">{match.candidate.payerName}</span>
        <Why {...match} />
      </div>
      <IntentForm intent="return">
        <input type="hidden" name="rowId" value={row.id} />
        <input type="hidden" name="receiptId" value={match.candidate.receiptId} />
        <SubmitButton look={isFirst && match.level === 'strong' ? 'primary' : 'secondary'}>登记退回</SubmitButton>
      </IntentForm>
    </div>
  );
}
