import { labelOf } from '#app/domain/machine.ts';
import type { Fen } from '#app/domain/money.ts';
import {
  type WriteOffReason,
  writeOffMachine,
  writeOffReasonLabels,
  type WriteOffState,
} from '#app/domain/write-off.ts';
import { Amount } from '../amount.tsx';
import type { FormAnswer } from '../claim-shown.ts';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { Tone } from '../tone.ts';
import { useTyped } from '../typed-value.ts';

export interface WriteOffShown {
  readonly id: string;
  readonly state: WriteOffState;
  readonly reason: WriteOffReason;
  readonly note: string;
  readonly amountFen: Fen;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly returnNote: string | null;
  readonly proposer: string;
  readonly decider: string | null;
  readonly document: { readonly id: string; readonly name: string };
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

const tones: Readonly<Record<WriteOffState, Tone>> = {
  proposed: 'attention',
  approved: 'good',
  returned: 'danger',
  withdrawn: 'neutral',
};

/** Write-offs of a claim, the newest first, with the buttons of who may decide or take back. */
export function WriteOffCards({ rows, reply }: { rows: readonly WriteOffShown[]; reply?: FormAnswer | undefined }) {
  return (
    <ul className="grid gap-4">
      {rows.map((row) => (
        <li key={row.id} className="rounded-lg border border-line bg-card px-5 py-4">
          <div className="flex flex-wrap items-baseline justify-between gap-2">
            <h3 className="font-bold">
              核销 <Amount fen={row.amountFen} bold />
            </h3>
            <StateMark boxed tone={tones[row.state]}>
              {labelOf(writeOffMachine, row.state)}
            </StateMark>
          </div>
          <KeyValue
            items={[
              { label: '原因', value: writeOffReasonLabels[row.reason] },
              { label: '依据', value: <span className="whitespace-pre-line">{row.note}</span> },
              {
                label: '批件',
                value: (
                  <a href={`/files/${row.document.id}`} className="link-quiet break-all" download>
                    {row.document.name}
                  </a>
                ),
              },
              { label: '申请', value: <By who={row.proposer} at={row.createdAt} /> },
              ...(row.decidedAt && row.decider
                ? [{ label: decided[row.state], value: <By who={row.decider} at={row.decidedAt} /> }]
                : []),
              ...(row.returnNote ? [{ label: '退回原因', value: row.returnNote }] : []),
            ]}
          />
          {(row.mayDecide || row.mayWithdraw) && <Deeds row={row} reply={reply} />}
        </li>
      ))}
    </ul>
  );
}

const decided: Readonly<Record<WriteOffState, string>> = {
  proposed: '',
  approved: '审批',
  returned: '退回',
  withdrawn: '撤回',
};

const By = ({ who, at }: { who: string; at: Date }) => (
  <>
    {who}，<DateText value={at} />
  </>
);

function Deeds({ row, reply }: { row: WriteOffShown; reply?: FormAnswer | undefined }) {
  const typed = useTyped(reply, 'return');
  const own = reply !== undefined && ['approve', 'return', 'withdraw'].includes(reply.intent);
  const message = own && reply.intent !== 'return' ? Object.values(reply.errors).flat()[0] : undefined;
  const noteError = own && reply.intent === 'return' ? (reply.errors.note ?? reply.errors['']) : undefined;
  return (
    <div className="mt-4 grid gap-4 border-t border-line pt-4">
      <ErrorSummary message={message} />
      {row.mayDecide && (
        <>
          <IntentForm intent="approve">
            <input type="hidden" name="writeOffId" value={row.id} />
            <SubmitButton intent="approve">批准核销</SubmitButton>
          </IntentForm>
          <details open={noteError !== undefined}>
            <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">退回申请</summary>
            <IntentForm intent="return" className="grid max-w-form gap-3">
              <input type="hidden" name="writeOffId" value={row.id} />
              <Field name="note" scope={`return-${row.id}`} label="退回的原因" error={noteError}>
                {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('note')} />}
              </Field>
              <div>
                <SubmitButton intent="return" look="quiet">
                  退回
                </SubmitButton>
              </div>
            </IntentForm>
          </details>
        </>
      )}
      {row.mayWithdraw && (
        <IntentForm intent="withdraw">
          <input type="hidden" name="writeOffId" value={row.id} />
          <SubmitButton intent="withdraw" look="quiet">
            撤回申请
          </SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}
