import { Link } from '@remix-run/react';
import { reviewChecklists, reviewLevelLabels } from '#app/domain/review.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface ImportedLine {
  readonly importId: string;
  readonly fileName: string;
  readonly at: Date;
  readonly level: 'secrecy' | 'office';
  readonly rows: number;
}

interface ImportedWorkProps {
  imported: readonly ImportedLine[];
  /** The rows stand below: the page is of one import. */
  isOpen: boolean;
  reply:
    | {
        readonly intent: string;
        readonly values: Readonly<Record<string, unknown>>;
        readonly errors: Readonly<Record<string, string[]>>;
      }
    | undefined;
}

const passWords = { secrecy: '整批保密审查通过，转审批', office: '整批审核通过并公开' } as const;
const count = (n: number): string => n.toLocaleString('en-US');

/** Imports whose rows stand as the sheet brought them: read, and decided on together. */
export function ImportedWork({ imported, isOpen, reply }: ImportedWorkProps) {
  return (
    <section className="mb-8" aria-label="整批导入的成果">
      <SectionHead look="plain" note="改过、退回过、加了材料或要人工复核的，仍在下面逐项审">
        整批导入的成果
      </SectionHead>
      <ul className="grid gap-4">
        {imported.map((line) => {
          const isAnswered = reply?.intent === 'imported' && reply.values.importId === line.importId;
          const { '': whole, ...errors } = isAnswered ? reply.errors : {};
          return (
            <li
              key={line.importId + line.level}
              className="max-w-form rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
            >
              <h3 className="font-bold">{line.fileName}</h3>
              <p className="text-sm text-ink-soft">
                <DateText value={line.at} /> 导入，{count(line.rows)} 项待{reviewLevelLabels[line.level]}
                {!isOpen && (
                  <>
                    ，
                    <Link to={`/desk/reviews/achievements?import=${line.importId}`} className="link">
                      逐项看
                    </Link>
                  </>
                )}
              </p>
              <ErrorSummary errors={errors as Record<string, string[]>} message={whole?.[0]} scope={line.importId} />
              <IntentForm intent="imported" className="mt-3 grid gap-3">
                <input type="hidden" name="importId" value={line.importId} />
                <input type="hidden" name="level" value={line.level} />
                <input type="hidden" name="rows" value={line.rows} />
                <CheckboxGroup
                  name="checks"
                  scope={line.importId}
                  label={`${reviewLevelLabels[line.level]}：这 ${count(line.rows)} 项都`}
                  error={errors.checks}
                  options={reviewChecklists[line.level].map(({ key, says }) => ({ value: key, label: says }))}
                />
                <div className="grid sm:block">
                  <SubmitButton intent="imported">{passWords[line.level]}</SubmitButton>
                </div>
              </IntentForm>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
