import { checkTerms, type TermsSubject } from '#app/domain/contract-check.ts';
import { type ContractParties, describeTerms } from '#app/domain/contract-text.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Day } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import { obligationSchedule } from '#app/domain/schedule.ts';
import { ContractText } from './contract-text.tsx';
import { fieldId } from './field-id.ts';
import { ForecastView } from './forecast-view.tsx';
import { Notice } from './notice.tsx';
import { ScheduleTable } from './schedule-table.tsx';
import { SectionHead } from './section-head.tsx';

interface TermsPreviewProps {
  terms: PayLaterTerms;
  parties: ContractParties;
  salesFen: readonly Fen[];
  /** The schedule is reckoned as if it were signed today. */
  today: Day;
  subject: TermsSubject;
}

/** What the typed terms mean: warnings, the schedule of what can fall due, a forecast, the contract's text. */
export function TermsPreview({ terms, parties, salesFen, today, subject }: TermsPreviewProps) {
  const { warnings } = checkTerms(terms, { signedOn: today }, subject);
  return (
    <div className="grid grid-cols-1 gap-8">
      {warnings.length > 0 && (
        <Notice kind="attention" title="提醒，不妨碍提交">
          <ul>
            {warnings.map((warning) => (
              <li key={`${warning.code}-${warning.path}`}>
                <a href={`#${fieldId(warning.path)}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
                  {warning.says}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <section aria-labelledby="schedule">
        <SectionHead look="plain" level={3} id="schedule" note={`假设 ${today} 签署`}>
          应付安排
        </SectionHead>
        <ScheduleTable rows={obligationSchedule(terms, { signedOn: today })} />
      </section>
      {(terms.royalty || terms.milestones.length > 0) && (
        <section aria-label="预测" className="rounded-lg border border-line bg-card px-4 py-4">
          <ForecastView terms={terms} signedOn={today} salesFen={salesFen} />
        </section>
      )}
      <section aria-labelledby="preview-text">
        <SectionHead look="plain" level={3} id="preview-text">
          合同文本
        </SectionHead>
        <div className="rounded-lg border border-line bg-card px-4 pb-6 sm:px-8">
          <ContractText articles={describeTerms(terms, parties)} level={4} />
        </div>
      </section>
    </div>
  );
}
