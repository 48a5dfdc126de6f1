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

interface StewardSectionProps {
  stewards: readonly { readonly id: string; readonly label: string; readonly revokedAt: Date | null }[];
  /** A link just made: shown this once. */
  fresh: { readonly url: string; readonly path: string; readonly size: number } | null;
  reply: DeskReply | undefined;
}

/** Helpers at the door: a link and a PIN each, taken back at any time. */
export function StewardSection({ stewards, fresh, reply }: StewardSectionProps) {
  const errors = reply?.intent === 'add-steward' ? reply.errors : {};
  const open = stewards.filter(({ revokedAt }) => revokedAt === null);
  return (
    <section id="stewards" className="grid gap-4 print:hidden">
      <SectionHead look="plain" note="不用注册账号，断网也能扫码">
        签到人员
      </SectionHead>
      {fresh && (
        <Notice kind="success" title="签到链接已生成，只显示这一次" live="polite">
          <span className="flex flex-wrap items-center gap-5">
            <QrCode path={fresh.path} size={fresh.size} label="签到人员扫这个码" />
            <span className="min-w-0 flex-1">
              让签到人员用手机扫码打开，口令当面告诉。
              <a href={fresh.url} className="link block break-all">
                {fresh.url}
              </a>
            </span>
          </span>
        </Notice>
      )}
      {open.length === 0 ? (
        <p className="text-sm text-ink-soft">还没有。给每个门口的签到人员各生成一个链接。</p>
      ) : (
        <ul className="grid gap-2">
          {open.map(({ id, label }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-card px-5 py-2"
            >
              <b>{label}</b>
              <RowButton intent="revoke-steward" id={id} words="停用" />
            </li>
          ))}
        </ul>
      )}
      {/* A new form once a link was made: the PIN is not left standing beside its code. */}
      <IntentForm
        key={fresh?.url ?? ''}
        intent="add-steward"
        className="grid items-end gap-4 sm:grid-cols-[12rem_10rem_max-content]"
      >
        <div className="sm:col-span-3">
          <ErrorSummary errors={errors} scope="steward" />
        </div>
        <Field name="label" scope="steward" label="位置" error={errors.label}>
          {(control) => <TextInput {...control} />}
        </Field>
        <Field name="pin" scope="steward" label="口令（6 位数字）" error={errors.pin}>
          {(control) => <TextInput {...control} inputMode="numeric" maxLength={6} autoComplete="off" />}
        </Field>
        <SubmitButton look="secondary" intent="add-steward">
          生成签到链接
        </SubmitButton>
      </IntentForm>
    </section>
  );
}
