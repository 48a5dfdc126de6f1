import { labelOf, transitionOf } from '#app/domain/machine.ts';
import { registrationMachine, type RegistrationState } from '#app/domain/registration.ts';
import { type AuthorityLevel, reviewLevelLabels } from '#app/domain/review.ts';
import { DateText } from '../date-text.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import type { Tone } from '../tone.ts';

interface RegistrationCardProps {
  registration: {
    readonly state: RegistrationState;
    readonly level: AuthorityLevel;
    readonly versionN: number;
    readonly regNo: string | null;
    readonly registeredOn: string | null;
    readonly registeredBy: string | null;
    readonly note: string | null;
  } | null;
  /** Who looks may ask for it and take it back. */
  isOfficer: boolean;
}

export const registrationTone: Readonly<Record<RegistrationState, Tone>> = {
  reviewing: 'attention',
  returned: 'danger',
  registered: 'good',
  withdrawn: 'neutral',
  revoked: 'danger',
};

/** Where a public record stands on its way to a 批准登记号. */
export function RegistrationCard({ registration, isOfficer }: RegistrationCardProps) {
  const state = registration?.state ?? null;
  const can = (event: string) =>
    isOfficer && (state === null ? event === 'submit' : transitionOf(registrationMachine, state, event));
  return (
    <section
      aria-label="登记"
      className="mt-8 max-w-form rounded-lg border border-line bg-card px-4 py-5 text-sm sm:px-6"
    >
      <SectionHead look="plain">科技成果登记</SectionHead>
      {registration === null ? (
        <p className="text-ink-soft">已汇交公开，还没有登记。申请后由市州、省两级主管部门审核，通过的编批准登记号。</p>
      ) : (
        <>
          <p>
            <StateMark tone={registrationTone[registration.state]}>
              {labelOf(registrationMachine, registration.state)}
              {registration.state === 'reviewing' && `：${reviewLevelLabels[registration.level]}`}
            </StateMark>{' '}
            <span className="text-ink-soft">第 {registration.versionN} 版</span>
          </p>
          {registration.regNo && (
            <p className="mt-1">
              批准登记号 <b className="nums">{registration.regNo}</b>，{registration.registeredBy}{' '}
              {registration.registeredOn && <DateText value={registration.registeredOn} />}
            </p>
          )}
          {registration.note && <p className="mt-1">意见：{registration.note}</p>}
        </>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {can('submit') && (
          <IntentForm intent="ask-registration">
            <SubmitButton intent="ask-registration">{state === null ? '申请登记' : '再次申请登记'}</SubmitButton>
          </IntentForm>
        )}
        {can('withdraw') && (
          <IntentForm intent="withdraw-registration">
            <SubmitButton intent="withdraw-registration" look="secondary">
              撤回登记申请
            </SubmitButton>
          </IntentForm>
        )}
      </div>
    </section>
  );
}
