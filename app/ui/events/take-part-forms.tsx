import { Link } from '@remix-run/react';
import type { EventQuestion } from '#app/domain/event-registration.ts';
import { typedValue } from '../typed-value.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { GroupForms } from './group-forms.tsx';
import { Pledge } from './pledge.tsx';
import { type OpenTicket, RegisterForm } from './register-form.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

export interface TakePartFacts {
  readonly event: {
    readonly no: string;
    readonly state: string;
    readonly questions: readonly EventQuestion[];
    readonly companionsMax: number;
    readonly takesItems: boolean;
  };
  readonly tickets: readonly OpenTicket[];
  readonly own: object | null;
  readonly isOpen: boolean;
  readonly person: { readonly name: string; readonly phone: string; readonly unit: string } | null;
  readonly mayTakePart: boolean;
  readonly keys: { readonly register: string; readonly group: string; readonly groupFile: string };
  /** How many of the unit were just registered. */
  readonly groupDone: string | null;
}

/** Registering oneself, one's unit, or something to show. */
export function TakePartForms({ found, reply }: { found: TakePartFacts; reply: Reply | undefined }) {
  const errorsOf = (intent: string) => (reply?.intent === intent ? reply.errors : {});
  const typedOf =
    (intent: string) =>
    (name: string, otherwise = '') =>
      typedValue(reply, intent, name) ?? otherwise;
  const { event } = found;
  const mayApply =
    found.mayTakePart && event.takesItems && (event.state === 'published' || event.state === 'registration_closed');
  return (
    <>
      {found.isOpen && (
        <section id="register" className="grid gap-5">
          <SectionHead>报名</SectionHead>
          {found.person === null ? (
            <p>
              <Link to={`/sign-in?next=${encodeURIComponent(`/events/${event.no}`)}`} className="link">
                登录
              </Link>
              后报名，用手机号就能登录；也可以请单位经办人团体报名。
            </p>
          ) : found.own !== null ? (
            <p>你已报名。参会码和取消报名在“看我的参会码”里。</p>
          ) : (
            <RegisterForm
              tickets={found.tickets}
              questions={event.questions}
              companionsMax={event.companionsMax}
              errors={errorsOf('register')}
              typed={typedOf('register')}
              person={found.person}
              replayKey={found.keys.register}
            />
          )}
        </section>
      )}
      {found.groupDone !== null && (
        <Notice kind="success" title={`${found.groupDone} 人的报名已提交`} live="polite">
          每人的手机上都有一条短信：参会码，或者候补、待审核。
        </Notice>
      )}
      {found.isOpen && found.mayTakePart && (
        <GroupForms tickets={found.tickets} keys={found.keys} errorsOf={errorsOf} typedOf={typedOf} />
      )}
      {mayApply && (
        <details open={reply?.intent === 'apply'} className="rounded-lg border border-line bg-card px-5 py-3">
          <summary className="min-h-11 cursor-pointer py-2 font-bold">申请展示本单位的成果或需求</summary>
          <IntentForm intent="apply" className="grid gap-4 py-3">
            <ErrorSummary errors={errorsOf('apply')} scope="apply" />
            <Field
              name="no"
              scope="apply"
              label="成果或需求编号"
              why="已公开的，例如 CG-2026-00012 或 XQ-2026-00003。"
              error={errorsOf('apply').no}
              width="half"
            >
              {(control) => <TextInput {...control} defaultValue={typedOf('apply')('no')} />}
            </Field>
            <Field name="note" scope="apply" label="想说明的" required={false} error={errorsOf('apply').note}>
              {(control) => <TextInput {...control} defaultValue={typedOf('apply')('note')} />}
            </Field>
            <Pledge scope="apply" error={errorsOf('apply').pledge}>
              展示内容和材料不涉密，已按本单位规定审查
            </Pledge>
            <SubmitButton intent="apply">提交申请</SubmitButton>
          </IntentForm>
        </details>
      )}
    </>
  );
}
