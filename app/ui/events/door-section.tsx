import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { QrCode } from '../qr-code.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { RowButton } from './agenda-section.tsx';
import type { DeskReply } from './event-deeds.tsx';

interface DoorSectionProps {
  stewards: readonly { id: string; label: string; revokedAt: Date | null }[];
  newLink: string | null;
  door: { readonly url: string; readonly path: string; readonly size: number };
  reply: DeskReply | undefined;
}

/** How people are let in: helpers who scan, and the QR on the door that people scan themselves. */
export function DoorSection({ stewards, newLink, door, reply }: DoorSectionProps) {
  const errors = reply?.intent === 'add-steward' ? reply.errors : {};
  return (
    <section id="door" className="grid gap-4 print:hidden">
      <SectionHead look="plain" note="签到员不用账号，凭链接和口令">
        现场签到
      </SectionHead>
      {newLink && (
        <Notice kind="success" title="签到链接只显示这一次，请发给签到员，口令另发">
          <span className="break-all">{newLink}</span>
        </Notice>
      )}
      <ul>
        {stewards.map((steward) => (
          <li key={steward.id} className="flex items-center gap-4 border-b border-line py-1">
            <span>{steward.label}</span>
            {steward.revokedAt ? (
              <span className="text-sm text-ink-soft">已停用</span>
            ) : (
              <RowButton intent="revoke-steward" id={steward.id} words="停用" />
            )}
          </li>
        ))}
      </ul>
      <IntentForm intent="add-steward" className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
        <div className="sm:col-span-3">
          <ErrorSummary errors={errors} scope="steward" />
        </div>
        <Field name="label" scope="steward" label="位置" error={errors.label}>
          {(control) => <TextInput {...control} placeholder="东门" />}
        </Field>
        <Field name="pin" scope="steward" label="口令（6 位数字）" error={errors.pin}>
          {(control) => <TextInput {...control} inputMode="numeric" maxLength={6} />}
        </Field>
        <SubmitButton look="secondary" intent="add-steward">
          加签到员
        </SubmitButton>
      </IntentForm>
      <div className="flex flex-wrap items-center gap-6">
        <QrCode path={door.path} size={door.size} label="现场签到码，贴在门口" />
        <p className="max-w-prose text-sm text-ink-soft">
          现场签到码：打印贴在门口，参会人用微信扫码、填报名手机号就签到。活动前 2 小时开放。
          <a href={door.url} className="link block break-all">
            {door.url}
          </a>
        </p>
      </div>
    </section>
  );
}
