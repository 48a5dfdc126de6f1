import type { TermsFinding, TermsWarningCode } from '#app/domain/contract-check.ts';
import { type ContractArticle, type ContractParties, describeTerms } from '#app/domain/contract-text.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Day } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import type { CalendarDay } from '#app/domain/rest-days.ts';
import type { ScenarioShares } from '#app/domain/sales-scenarios.ts';
import { obligationSchedule, type ScheduleRow } from '#app/domain/schedule.ts';
import { articlesOfStep, type ComposerStep, stepOfPath } from '#app/domain/composer-steps.ts';
import { Link } from '@remix-run/react';
import { ContractText } from '../contract-text.tsx';
import { fieldId } from '../field-id.ts';
import { Notice } from '../notice.tsx';
import { ScheduleTable } from '../schedule-table.tsx';
import { SectionHead } from '../section-head.tsx';
import { ScenarioView } from './scenario-view.tsx';

interface ComposerPreviewProps {
  preview: {
    readonly terms: PayLaterTerms;
    readonly leftOut: readonly string[];
    readonly warnings: readonly TermsFinding<TermsWarningCode>[];
  } | null;
  parties: ContractParties;
  /** Where they are not all written anew: the articles as they would stand. */
  articles?: readonly ContractArticle[] | null;
  /** The step that is open: the text goes to its articles and marks them. */
  step: ComposerStep;
}

/** The text begins at the articles of the open step. */
function goToCurrent(box: HTMLElement | null): void {
  const first = box?.querySelector('[data-current]');
  if (box && first) box.scrollTop += first.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
}

/** The contract as it would read now, beside the fields; what is not filled in is named, never guessed. */
export function ContractPreview({ preview, parties, articles, step }: ComposerPreviewProps) {
  return (
    <section aria-labelledby="preview-text" id="preview">
      <SectionHead look="plain" id="preview-text" note="随填随变，发出以前不算数">
        合同文本
      </SectionHead>
      {preview === null ? (
        <p className="text-sm text-ink-soft">填好合同种类和期限，这里就出现合同文本。</p>
      ) : (
        <>
          <Warnings preview={preview} />
          <section
            key={step}
            ref={goToCurrent}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
            tabIndex={0}
            aria-label="合同文本预览"
            className="max-h-[36rem] overflow-y-auto rounded-lg border border-line bg-card px-4 pb-6 text-sm lg:max-h-[70vh] lg:px-6"
          >
            <ContractText
              articles={articles ?? describeTerms(preview.terms, parties)}
              level={3}
              current={articlesOfStep[step]}
            />
          </section>
        </>
      )}
    </section>
  );
}

function Warnings({ preview }: { preview: NonNullable<ComposerPreviewProps['preview']> }) {
  const { leftOut, warnings } = preview;
  if (leftOut.length === 0 && warnings.length === 0) return null;
  return (
    <div className="mb-3 grid gap-2">
      {leftOut.length > 0 && <Notice title={`还没填完，没有写进文本：${leftOut.join('、')}`} />}
      {warnings.length > 0 && (
        <Notice kind="attention" title="提醒，不妨碍提交">
          <ul>
            {warnings.map((warning) => (
              <li key={`${warning.code}-${warning.path}`}>
                <Link
                  to={`?step=${stepOfPath(warning.path)}#${fieldId(warning.path)}`}
                  className="link inline-flex min-h-11 items-center sm:min-h-6"
                >
                  {warning.says}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

interface ComposerOutlookProps extends Pick<ComposerPreviewProps, 'preview'> {
  salesFen: readonly Fen[];
  shares: ScenarioShares;
  today: Day;
  /** The earliest day of signing: after the publicity, where one is required. */
  signsOn: Day;
  /** By which last days move on, beside the statutory ones. */
  calendarDays: readonly CalendarDay[];
  /** Not where the royalty cannot be changed: then nobody types sales. */
  hasScenarios?: boolean;
  /** A change of a contract that runs: its real signing day, and the milestones that are over. */
  running?: {
    readonly signedOn: Day;
    readonly concludedOn?: Day | undefined;
    readonly deliveredOn: Day | null;
    readonly done: readonly number[];
  } | null;
}

/** Under both: what falls due, when, on which condition, and what it comes to in three scenarios. */
export function ComposerOutlook({ preview, salesFen, shares, today, signsOn, ...props }: ComposerOutlookProps) {
  const { running, calendarDays, hasScenarios = true } = props;
  if (preview === null) return null;
  const terms = { ...preview.terms, calendarDays };
  const signedOn = running?.signedOn ?? signsOn;
  const rows = running
    ? aheadOf(obligationSchedule(terms, { ...running, asOf: today }), today, running.done)
    : obligationSchedule(terms, { signedOn });
  const shownRows = rows.filter(({ kind }) => kind === 'milestone').length + 4;
  return (
    <div className="mt-10 grid grid-cols-1 gap-8">
      <section aria-labelledby="schedule">
        <SectionHead look="plain" id="schedule" note={scheduleNote({ running: running != null, signedOn, today })}>
          应付安排
        </SectionHead>
        <ScheduleTable rows={rows.slice(0, shownRows)} />
        {rows.length > shownRows && (
          <details className="mt-2">
            <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">
              再看后面的 {rows.length - shownRows} 期
            </summary>
            <div className="mt-2">
              <ScheduleTable rows={rows.slice(shownRows)} caption="后面各期的应付安排" />
            </div>
          </details>
        )}
      </section>
      {hasScenarios && (terms.royalty || terms.milestones.length > 0) && (
        <section aria-label="三种销售情形" className="rounded-lg border border-line bg-card px-4 py-4">
          <ScenarioView terms={terms} signedOn={signedOn} salesFen={salesFen} shares={shares} />
        </section>
      )}
    </div>
  );
}

function scheduleNote({ running, signedOn, today }: { running: boolean; signedOn: Day; today: Day }): string {
  if (running) return `${signedOn} 签署，只列以后的`;
  return signedOn > today ? `假设今天公示，期满 ${signedOn} 签署` : `假设 ${today} 签署`;
}

/** What of a running contract's schedule lies ahead: milestones that had their end and periods long paid are left out. */
const aheadOf = (rows: readonly ScheduleRow[], today: Day, done: readonly number[]): readonly ScheduleRow[] =>
  rows.filter(({ kind, key, latestDueOn }) =>
    kind === 'royalty'
      ? latestDueOn === null || latestDueOn >= today
      : !done.some((position) => key === `milestone:${position - 1}`),
  );
