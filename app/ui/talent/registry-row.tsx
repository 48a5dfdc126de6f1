import { type BrokerCertificate, brokerMachine, type BrokerState } from '#app/domain/broker.ts';
import { labelOf } from '#app/domain/machine.ts';
import { brokerLevels } from '../broker-levels.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Sample } from '../sample.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { Tag } from '../tag.tsx';
import { TextInput } from '../text-input.tsx';
import type { FormState } from './certificate-form.tsx';
import { certificateWords } from './entry-card.tsx';

interface RegistryRowProps {
  row: BrokerCertificate & {
    readonly id: string;
    readonly name: string;
    readonly orgName: string;
    readonly state: BrokerState;
    readonly pending: BrokerCertificate | null;
    readonly isFullTime: boolean;
    readonly isPublic: boolean;
    readonly conflictNote: string;
    readonly reviewNote: string | null;
    readonly isSample: boolean;
    readonly served: number;
  };
  /** What this authority may do with the entry now. */
  events: readonly string[];
  reply: FormState | undefined;
}

/** An entry of the registry with the authority's deeds. */
export function RegistryRow({ row, events, reply }: RegistryRowProps) {
  const isWaiting = row.state === 'filed' || row.state === 'renewing';
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <h2 className="flex flex-wrap items-baseline justify-between gap-x-4 font-bold">
        <span className="flex flex-wrap items-baseline gap-x-2">
          {row.name} {row.isSample && <Sample />}
          <Tag>{brokerLevels[row.level]}</Tag>
        </span>
        <StateMark tone={isWaiting ? 'attention' : row.state === 'listed' ? 'good' : 'neutral'}>
          {labelOf(brokerMachine, row.state)}
        </StateMark>
      </h2>
      <p className="text-sm text-ink-soft">
        {row.orgName}，{row.isFullTime ? '专职' : '兼职'}，服务单位 {row.served} 家，
        {row.isPublic ? '公开' : '不公开'}
      </p>
      <p className="text-sm text-ink-soft">证书：{certificateWords(row)}</p>
      {row.pending && (
        <p className="text-sm">
          新证书：{brokerLevels[row.pending.level]}，{certificateWords(row.pending)}
        </p>
      )}
      {row.conflictNote && <p className="text-sm text-ink-soft">利益关系声明：{row.conflictNote}</p>}
      {row.reviewNote && <p className="text-sm text-ink-soft">核验意见：{row.reviewNote}</p>}
      {events.length > 0 && (
        <details className="mt-1 text-sm" open={isWaiting || reply !== undefined}>
          <summary className="link-quiet inline-flex min-h-11 items-center">{isWaiting ? '核验' : '移出名录'}</summary>
          <ErrorSummary errors={reply?.errors} scope={row.id} />
          <div className="flex flex-wrap items-end gap-6">
            {events.includes('list') && (
              <IntentForm intent="list">
                <input type="hidden" name="brokerId" value={row.id} />
                <SubmitButton>
                  证书相符，列入名录<span className="sr-only">：{row.name}</span>
                </SubmitButton>
              </IntentForm>
            )}
            {events.includes('return') && <Refusal event="return" label="要补正什么" row={row} reply={reply} />}
            {events.includes('strike') && !isWaiting && (
              <Refusal event="strike" label="移出的原因" row={row} reply={reply} />
            )}
          </div>
        </details>
      )}
    </li>
  );
}

const words = { return: '退回', strike: '移出名录' } as const;

function Refusal({
  event,
  label,
  row,
  reply,
}: Pick<RegistryRowProps, 'row' | 'reply'> & { event: 'return' | 'strike'; label: string }) {
  return (
    <IntentForm intent={event} className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="brokerId" value={row.id} />
      <Field name="note" label={label} scope={row.id} error={reply?.errors.note}>
        {(control) => <TextInput {...control} maxLength={300} />}
      </Field>
      <SubmitButton look="secondary">
        {words[event]}
        <span className="sr-only">：{row.name}</span>
      </SubmitButton>
    </IntentForm>
  );
}
