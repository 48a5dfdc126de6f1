import { awaitsDelivery } from '#app/domain/awaited-delivery.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { AgreeTick } from './agree-tick.tsx';
import { DateText } from './date-text.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { IntentForm } from './intent-form.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface TrialDeliveriesProps {
  side: ContractSide | null;
  sides: SideNames;
  terms: PayLaterTerms;
  deeds: readonly string[];
  deliveries: readonly {
    readonly n: number;
    readonly items: readonly string[];
    readonly note: string;
    readonly file: { readonly id: string; readonly name: string; readonly sha256: string } | null;
    readonly by: string;
    readonly submittedAt: Date;
    readonly outcome: 'accepted' | 'rejected' | null;
    readonly reason: string | null;
    readonly decidedBy: string | null;
    readonly decidedAt: Date | null;
  }[];
  reply: DeedReply | undefined;
}

/** What was handed in and what the licensee said to it; who must look it over does it here. */
export function TrialDeliveries({ side, sides, terms, deeds, deliveries, reply }: TrialDeliveriesProps) {
  return (
    <div className="grid gap-4">
      <div className="text-sm">
        <p className="text-ink-soft">合同约定交付：</p>
        <ul className="list-inside list-disc">
          {terms.deliverables.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </div>
      {deliveries.length === 0 && <p className="text-sm text-ink-soft">{sides.licensor}还没有交付。</p>}
      {deliveries.length > 0 && (
        <ol className="rounded-lg border border-line bg-card">
          {deliveries.map((row) => (
            <li key={row.n} className="border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
              <h3 className="font-bold">第 {row.n} 次交付</h3>
              <p className="text-sm text-ink-soft">
                <DateText value={row.submittedAt} as="minute" /> {row.by}提交
              </p>
              <p>{row.items.join('、')}</p>
              {row.note && <p className="text-sm text-ink-soft">{row.note}</p>}
              {row.file && side !== null && (
                <p className="flex flex-wrap gap-x-4 text-sm">
                  <a href={`/files/${row.file.id}`} className="link-quiet inline-flex min-h-11 items-center sm:min-h-6">
                    {row.file.name}
                  </a>
                  <Fingerprint sha256={row.file.sha256} />
                </p>
              )}
              {row.outcome && row.decidedAt && (
                <p className="text-sm">
                  <DateText value={row.decidedAt} as="minute" /> {row.decidedBy}
                  {row.outcome === 'accepted' ? '验收合格' : `退回：${row.reason ?? ''}`}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {deeds.includes('takeOver') && <Inspect terms={terms} reply={reply} />}
    </div>
  );
}

/** What accepting begins: the trial, or without one regular use and what is paid for it. */
function begins(terms: TrialDeliveriesProps['terms']): { says: string; button: string } {
  if (terms.trial.months > 0) return { says: '验收合格，试用从今天起算。', button: '验收合格，开始试用' };
  const royalty = terms.royalty !== null && awaitsDelivery(terms) ? '，约定的提成从今天起可以计' : '';
  return { says: `不约定试用，验收合格即为正式实施${royalty}。`, button: '验收合格' };
}

function Inspect({ terms, reply }: Pick<TrialDeliveriesProps, 'terms' | 'reply'>) {
  const { says, button } = begins(terms);
  const taken = replyTo(reply, 'takeOver');
  const back = replyTo(reply, 'sendBack');
  return (
    <div id="inspect" className="grid gap-3 rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <IntentForm intent="takeOver" className="grid gap-3">
        <p className="text-sm text-ink-soft">{says}</p>
        <AgreeTick
          name="isComplete"
          scope="takeOver"
          label="我已按清单核对，资料齐全可用"
          error={taken.errors.isComplete}
        />
        <div className="grid sm:block">
          <SubmitButton intent="takeOver">{button}</SubmitButton>
        </div>
      </IntentForm>
      <details open={back.isOpen}>
        <summary className="min-h-11 py-2.5 text-sm text-danger sm:min-h-0 sm:py-1">不合格，退回补齐</summary>
        <IntentForm intent="sendBack" className="mt-2 grid max-w-form gap-3">
          <Field name="reason" scope="sendBack" label="缺什么或者哪里不合格" error={back.errors.reason}>
            {(control) => <TextArea {...control} rows={3} defaultValue={back.typed('reason')} maxLength={1000} />}
          </Field>
          <div className="grid sm:block">
            <SubmitButton look="danger" intent="sendBack">
              退回补齐
            </SubmitButton>
          </div>
        </IntentForm>
      </details>
    </div>
  );
}
