import type { AuditorAccess } from '#app/domain/auditor.ts';
import type { FormAnswer } from '../claim-shown.ts';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { PageTitle } from '../page-title.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

export interface AuditorPerson {
  readonly name: string;
  readonly firm: string;
  /** Last digits of the number that the code goes to. */
  readonly tail: string;
  readonly opensAt: Date;
  readonly endsAt: Date;
}

interface AuditorDoorProps {
  person: AuditorPerson;
  access: AuditorAccess;
  isSent: boolean;
  reply?: FormAnswer | undefined;
}

/** Before the accounts: who is meant, whether it is open, and the code. */
export function AuditorDoor({ person, access, isSent, reply }: AuditorDoorProps) {
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="mx-auto grid max-w-prose gap-6 py-8">
      <PageTitle
        meta={
          <>
            {person.firm} · <DateText value={person.opensAt} /> 至 <DateText value={person.endsAt} />
          </>
        }
      >
        {person.name}查账
      </PageTitle>
      {access === 'early' && <Notice title="还没有到开始日期">到日子再打开这个链接，验证手机后就能看。</Notice>}
      {access === 'unagreed' && (
        <Notice title="还不能查阅">付款方还没有同意提前查账，通知期满或者对方同意以后再打开这个链接。</Notice>
      )}
      {access === 'ended' && <Notice title="查账期限已过">要继续查账，请联系收款方重新授权。</Notice>}
      {access === 'revoked' && (
        <Notice kind="attention" title="授权已收回">
          有疑问请联系收款方。
        </Notice>
      )}
      {access === 'open' && (
        <>
          <ErrorSummary errors={errors} message={message?.[0]} />
          <p>先确认是你本人：验证码发到尾号 {person.tail} 的手机。你看了什么、下载了什么都有记录，合同双方都看得到。</p>
          <IntentForm intent="send">
            <SubmitButton intent="send" look={isSent ? 'quiet' : 'primary'}>
              {isSent ? '重新发送验证码' : '发送验证码'}
            </SubmitButton>
          </IntentForm>
          {(isSent || reply?.intent === 'enter') && (
            <IntentForm intent="enter" className="grid gap-4">
              <Field
                name="code"
                label="验证码"
                why="短信里的 6 位数字，10 分钟内有效"
                width="short"
                error={errors.code}
              >
                {(control) => <TextInput {...control} inputMode="numeric" autoComplete="one-time-code" maxLength={6} />}
              </Field>
              <div>
                <SubmitButton intent="enter">进入查账</SubmitButton>
              </div>
            </IntentForm>
          )}
        </>
      )}
    </div>
  );
}
