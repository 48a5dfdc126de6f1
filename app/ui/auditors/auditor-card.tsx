import { Form } from '@remix-run/react';
import { type AuditorAccess, auditorAccessLabels, type AuditorSight, auditorSightLabels } from '#app/domain/auditor.ts';
import { DateText } from '../date-text.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import { Notice } from '../notice.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import type { Tone } from '../tone.ts';

export interface GrantShown {
  readonly id: string;
  readonly name: string;
  readonly firm: string;
  readonly phone: string;
  readonly reason: string;
  readonly opensAt: Date;
  readonly endsAt: Date;
  readonly access: AuditorAccess;
  /** It opens before the notice is over, and the licensee has not said that it may. */
  readonly needsAgreement: boolean;
  readonly noticeDays: number;
  readonly agreedAt: Date | null;
  readonly openings: readonly {
    readonly id: string;
    readonly sight: AuditorSight;
    readonly at: Date;
    readonly address: string | null;
    readonly fileName: string | null;
  }[];
}

const tones: Readonly<Record<AuditorAccess, Tone>> = {
  early: 'attention',
  unagreed: 'attention',
  open: 'good',
  ended: 'neutral',
  revoked: 'danger',
};

interface AuditorCardProps {
  contractId: string;
  grant: GrantShown;
  mayManage: boolean;
  mayAgree: boolean;
}

/** A named auditor: until when he may read, and everything he opened. */
export function AuditorCard({ contractId, grant, mayManage, mayAgree }: AuditorCardProps) {
  const { access, openings } = grant;
  const isAlive = access !== 'ended' && access !== 'revoked';
  return (
    <section aria-labelledby={`grant-${grant.id}`} className="rounded-lg border border-line bg-card px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id={`grant-${grant.id}`} className="font-bold">
          {grant.name} · {grant.firm}
        </h2>
        <StateMark boxed tone={tones[access]}>
          {auditorAccessLabels[access]}
        </StateMark>
      </div>
      <KeyValue
        items={[
          {
            label: '期限',
            value: (
              <>
                <DateText value={grant.opensAt} /> 至 <DateText value={grant.endsAt} />
              </>
            ),
          },
          { label: '手机', value: grant.phone },
          { label: '事由', value: grant.reason },
          ...(grant.agreedAt
            ? [
                {
                  label: '提前',
                  value: (
                    <>
                      付款方 <DateText value={grant.agreedAt} as="minute" /> 同意
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {grant.needsAgreement && isAlive && (
        <Notice kind="attention" title={`开始日期不满 ${grant.noticeDays} 个工作日的通知期`}>
          付款方在这里同意提前，才按填写的日期开放；不同意的，通知期满以后才能查阅。
          {mayAgree && (
            <IntentForm intent="agree" needsProof className="mt-3">
              <input type="hidden" name="grantId" value={grant.id} />
              <SubmitButton intent="agree">同意提前查账</SubmitButton>
            </IntentForm>
          )}
        </Notice>
      )}
      {mayManage && isAlive && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Form method="post" action={`/desk/contracts/${contractId}/auditors/link`} reloadDocument>
            <input type="hidden" name="intent" value="issue" />
            <input type="hidden" name="grantId" value={grant.id} />
            <SubmitButton look="quiet">领取链接</SubmitButton>
          </Form>
          <IntentForm intent="revoke">
            <input type="hidden" name="grantId" value={grant.id} />
            <SubmitButton intent="revoke" look="danger">
              收回授权
            </SubmitButton>
          </IntentForm>
        </div>
      )}
      {mayManage && isAlive && (
        <p className="mt-2 text-sm text-ink-soft">链接只在领取时出现一次；再领一次，原来的就作废。</p>
      )}
      <h3 className="mt-4 text-sm font-bold">查阅记录</h3>
      {openings.length === 0 ? (
        <p className="text-sm text-ink-soft">还没有打开过。</p>
      ) : (
        <ol className="mt-1 grid gap-1 text-sm">
          {openings.map((row) => (
            <li key={row.id} className="flex flex-wrap gap-x-4">
              <DateText value={row.at} as="minute" />
              <span>
                {auditorSightLabels[row.sight]}
                {row.fileName && `：${row.fileName}`}
              </span>
              {row.address && <span className="text-ink-soft">{row.address}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
