import { useState } from 'react';
import { type Gathering, gatheringWords } from '#app/domain/aggregation.ts';
import { type ExportApplicationState, exportFormats } from '#app/domain/export-application.ts';
import { Button } from '../button.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type Column, Table } from '../table.tsx';
import { TextInput } from '../text-input.tsx';
import type { Tone } from '../tone.ts';
import { useRefresh } from '../use-refresh.ts';
import { formatWords } from './export-form.tsx';

interface Application {
  readonly id: string;
  readonly state: ExportApplicationState;
  readonly label: string;
  readonly words: string;
  readonly rows: number;
  readonly taken: number;
  readonly purpose: string;
  readonly createdOn: string;
  readonly validUntilOn: string | null;
  readonly decisionNote: string | null;
}

const tones: Readonly<Record<ExportApplicationState, Tone>> = {
  asked: 'attention',
  approved: 'good',
  refused: 'danger',
  withdrawn: 'neutral',
  revoked: 'danger',
};

interface OwnProps {
  today: string;
  mayWithdraw: boolean;
  /** An approved file is asked for. */
  onTake: () => void;
}

const columnsOf = (props: OwnProps): Column<Application>[] => [
  { key: 'words', head: '范围', phone: 'title', cell: (row) => row.words },
  { key: 'on', head: '申请日期', phone: 'date', cell: (row) => row.createdOn },
  { key: 'rows', head: '已导出 / 条数', align: 'right', phone: 'amount', cell: (row) => `${row.taken} / ${row.rows}` },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <>
        <StateMark tone={tones[row.state]}>{row.label}</StateMark>
        {row.state === 'approved' && <span className="text-sm text-ink-soft"> 至 {row.validUntilOn}</span>}
        {row.state === 'asked' && <p className="text-sm text-ink-soft">由平台审核员审批，办完发消息给申请人</p>}
        {row.decisionNote && <p className="text-sm text-ink-soft">{row.decisionNote}</p>}
      </>
    ),
  },
  { key: 'deeds', head: '操作', phone: 'evidence', cell: (row) => <OwnDeeds row={row} {...props} /> },
];

/** The unit's applications, each with what can be done with it now. */
export function ExportApplications({ rows, ...props }: Omit<OwnProps, 'onTake'> & { rows: readonly Application[] }) {
  // The file leaves the page as it is: it is asked until it knows of what was taken.
  const taken = rows.reduce((sum, row) => sum + row.taken, 0);
  const [takenBefore, noteTaken] = useState<number | null>(null);
  useRefresh(takenBefore === taken ? 1_500 : null);
  return (
    <section className="mt-8">
      <SectionHead look="plain">本单位的申请</SectionHead>
      <Table
        caption="批量导出申请"
        columns={columnsOf({ ...props, onTake: () => noteTaken(taken) })}
        rows={rows}
        rowKey={(row) => row.id}
      />
    </section>
  );
}

function OwnDeeds({ row, today, mayWithdraw, onTake }: OwnProps & { row: Application }) {
  if (row.state === 'asked' && mayWithdraw) {
    return (
      <IntentForm intent="withdraw">
        <input type="hidden" name="applicationId" value={row.id} />
        <SubmitButton look="quiet">撤回</SubmitButton>
      </IntentForm>
    );
  }
  if (row.state !== 'approved' || (row.validUntilOn ?? '') < today || row.taken >= row.rows) return <>—</>;
  return (
    <form method="post" action="/desk/exports/download" onSubmit={onTake} className="flex flex-wrap gap-1">
      <input type="hidden" name="intent" value="download" />
      <input type="hidden" name="applicationId" value={row.id} />
      {exportFormats.map((format) => (
        <Button key={format} look="quiet" type="submit" name="format" value={format}>
          {formatWords[format]}
        </Button>
      ))}
    </form>
  );
}

interface Reply {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

/** What waits for the operator, and approvals that can be taken back: who, how many, what for. */
export function ExportsToDecide(props: {
  /** With what gathers in each that waits. */
  rows: readonly (Application & { readonly orgName: string; readonly gathered: readonly Gathering[] })[];
  reply: Reply | undefined;
}) {
  return (
    <section className="mt-8">
      <SectionHead look="plain">待审批与已批准</SectionHead>
      <ul className="grid gap-4">
        {props.rows.map((row) => {
          const mine = props.reply?.values.applicationId === row.id ? props.reply : undefined;
          const deed = (intent: string, word: string, look: 'primary' | 'secondary' | 'quiet', isNeeded: boolean) => (
            <IntentForm intent={intent} className="flex flex-wrap items-end gap-3">
              <input type="hidden" name="applicationId" value={row.id} />
              {isNeeded && (
                <Field name="note" label="原因" scope={`${intent}-${row.id}`} error={mine?.errors.note}>
                  {(control) => <TextInput {...control} maxLength={300} />}
                </Field>
              )}
              <SubmitButton look={look}>{word}</SubmitButton>
            </IntentForm>
          );
          return (
            <li key={row.id} className="rounded-lg border border-line bg-card p-5">
              <h3 className="font-bold">
                {row.orgName}：<span className="tabular-nums">{row.rows.toLocaleString('en-US')}</span> 条
              </h3>
              <p className="text-sm text-ink-soft">
                {row.words} · {row.createdOn} · {row.label}
                {row.state === 'approved' && ` 至 ${row.validUntilOn}，已导出 ${row.taken} 条`}
              </p>
              <p className="my-3 max-w-prose whitespace-pre-line break-words">{row.purpose}</p>
              {row.gathered.length > 0 && (
                <div className="my-3 max-w-form">
                  <Notice kind="attention" title="汇集提示：放在一起是否仍可公开，批准前请逐项核对">
                    <ul className="list-disc pl-5">
                      {row.gathered.map((each) => (
                        <li key={`${each.kind} ${each.what}`}>{gatheringWords(each)}</li>
                      ))}
                    </ul>
                  </Notice>
                </div>
              )}
              <ErrorSummary errors={undefined} message={mine?.errors['']?.[0]} />
              <div className="flex flex-wrap items-end gap-6">
                {row.state === 'asked' && deed('approve', '批准，30 天内有效', 'primary', false)}
                {row.state === 'asked' && deed('refuse', '不批准', 'secondary', true)}
                {row.state === 'approved' && deed('revoke', '收回批准', 'secondary', true)}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
