import { labelOf, transitionOf } from '#app/domain/machine.ts';
import { type AskFault, registrationMachine, type RegistrationState } from '#app/domain/registration.ts';
import { type AuthorityLevel, type RegistrationPath, type Remark, reviewLevelLabels } from '#app/domain/review.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import type { Tone } from '../tone.ts';
import { askFaultWords } from './ask-fault-words.ts';
import { Remarks } from './decision-list.tsx';
import { pathWords } from './path-words.ts';

interface RegistrationCardProps {
  row: { readonly id: string; readonly regNo: string | null };
  registration: {
    readonly state: RegistrationState;
    readonly levels: readonly AuthorityLevel[];
    readonly level: AuthorityLevel;
    readonly versionN: number;
    readonly regNo: string | null;
    readonly registeredOn: string | null;
    readonly registeredBy: string | null;
    readonly note: string | null;
  } | null;
  /** What the authority that sent it back wrote beside the fields. */
  remarks: readonly Remark[];
  /** The levels that an application of this unit passes today. */
  path: RegistrationPath;
  /** Why it cannot be asked for now; null where it can. */
  fault: AskFault | null;
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
export function RegistrationCard({ row, registration, remarks, path, fault, isOfficer }: RegistrationCardProps) {
  const state = registration?.state ?? null;
  const elsewhere = row.regNo !== null && state !== 'registered' && (
    <>
      批准登记号 <b className="nums text-ink">{row.regNo}</b>{' '}
      是单位填报的，未经平台核验，公开页面上也这样写。申请登记时请登记部门确认或另编号。
    </>
  );
  const mayWithdraw = isOfficer && state !== null && transitionOf(registrationMachine, state, 'withdraw') !== undefined;
  return (
    <section
      aria-label="登记"
      className="mt-8 max-w-form rounded-lg border border-line bg-card px-4 py-5 text-sm sm:px-6"
    >
      <SectionHead look="plain">科技成果登记</SectionHead>
      {registration === null ? (
        <p className="text-ink-soft">{elsewhere || `已汇交公开，还没有登记。申请后${pathWords(path)}。`}</p>
      ) : (
        <>
          <p className="flex flex-wrap items-baseline gap-x-3">
            <StateMark tone={registrationTone[registration.state]}>
              {labelOf(registrationMachine, registration.state)}
              {registration.state === 'reviewing' && `：${reviewLevelLabels[registration.level]}`}
            </StateMark>
            <span className="text-ink-soft">
              第 {registration.versionN} 版
              {registration.state === 'reviewing' &&
                `，要经过${registration.levels.map((level) => reviewLevelLabels[level]).join('、')}`}
            </span>
          </p>
          {registration.regNo && registration.state === 'registered' && (
            <p className="mt-1">
              批准登记号 <b className="nums">{registration.regNo}</b>，{registration.registeredBy}{' '}
              {registration.registeredOn && <DateText value={registration.registeredOn} />}
            </p>
          )}
          {registration.note && <p className="mt-1">意见：{registration.note}</p>}
          {elsewhere && <p className="mt-1 text-ink-soft">{elsewhere}</p>}
          <Remarks
            remarks={remarks}
            {...(isOfficer && { formAt: `/desk/achievements/${row.id}/correction?for=registration` })}
          />
        </>
      )}
      {isOfficer && fault === 'unverified' && <p className="mt-1">{askFaultWords.unverified}</p>}
      <div className="mt-3 flex flex-wrap gap-2">
        {isOfficer && fault === null && (
          <ButtonLink look="primary" to={`/desk/achievements/${row.id}/registration`}>
            {state === null ? '申请登记' : '再次申请登记'}
          </ButtonLink>
        )}
        {mayWithdraw && (
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
