import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import type { TrialEvaluation } from '#app/domain/contract.ts';
import { type TrialConclusion, trialConclusionLabels } from '#app/domain/trial-report.ts';
import { ButtonLink } from './button.tsx';
import { DateText } from './date-text.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface Report {
  readonly n: number;
  readonly side: ContractSide;
  readonly conclusion: TrialConclusion;
  readonly findings: string;
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly by: string;
  readonly filedAt: Date;
  readonly isConfirmed: boolean | null;
  readonly remark: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
}

interface TrialReportsProps {
  contract: { readonly id: string };
  side: ContractSide | null;
  sides: SideNames;
  reports: readonly Report[];
  mayReport: boolean;
  terms: { readonly trial: { readonly evaluation?: TrialEvaluation } };
  reply: DeedReply | undefined;
}

/** What the trial showed, in the words of one side, and what the other says to it. */
export function TrialReports({ contract, side, sides, reports, mayReport, reply, terms }: TrialReportsProps) {
  return (
    <div className="grid gap-4">
      {terms.trial.evaluation && <AgreedEvaluation evaluation={terms.trial.evaluation} />}
      {reports.length === 0 && <p className="text-sm text-ink-soft">还没有提交试用评价报告。</p>}
      {reports.length > 0 && (
        <ol className="rounded-lg border border-line bg-card">
          {reports.map((row) => (
            <li key={row.n} className="grid gap-1 border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
              <h3 className="font-bold">
                报告 {row.n}：{trialConclusionLabels[row.conclusion]}
              </h3>
              <p className="text-sm text-ink-soft">
                {sides[row.side]}，{row.by} <DateText value={row.filedAt} as="minute" />
              </p>
              <p className="whitespace-pre-line">{row.findings}</p>
              {row.file && side !== null && (
                <p>
                  <a href={`/files/${row.file.id}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
                    {row.file.name}
                  </a>
                </p>
              )}
              {row.answeredAt && (
                <p className="text-sm">
                  <DateText value={row.answeredAt} as="minute" /> {row.answeredBy}
                  {row.isConfirmed ? '确认' : '有不同意见'}
                  {row.remark && `：${row.remark}`}
                </p>
              )}
              {mayReport && row.answeredAt === null && row.side !== side && <Answer n={row.n} reply={reply} />}
            </li>
          ))}
        </ol>
      )}
      {mayReport && (
        <div className="grid sm:block">
          <ButtonLink to={`/desk/contracts/${contract.id}/trial/file?for=report`}>提交试用评价报告</ButtonLink>
        </div>
      )}
    </div>
  );
}

/** By what both agreed to judge the trial: for whoever writes the report, and for whoever answers it. */
export function AgreedEvaluation({ evaluation }: { evaluation: TrialEvaluation }) {
  const { metrics, method, evaluator } = evaluation;
  return (
    <section aria-label="合同约定的评价指标" className="rounded-lg bg-sunk px-4 py-3 text-sm">
      <p className="font-bold">合同约定的评价指标</p>
      <ol className="list-inside list-decimal">
        {metrics.map((metric) => (
          <li key={metric}>{metric}</li>
        ))}
      </ol>
      {method && <p>评价方法：{method}</p>}
      {evaluator && <p>评价人：{evaluator}</p>}
    </section>
  );
}

function Answer({ n, reply }: { n: number; reply: DeedReply | undefined }) {
  const { errors, typed } = replyTo(reply, 'answerReport');
  return (
    <IntentForm intent="answerReport" className="mt-2 grid max-w-form gap-3">
      <input type="hidden" name="n" value={n} />
      <RadioGroup
        name="isConfirmed"
        scope={`report-${n}`}
        label="你方意见"
        defaultValue={typed('isConfirmed')}
        error={errors.isConfirmed}
        options={[
          { value: 'yes', label: '确认这份报告' },
          { value: 'no', label: '有不同意见，写在下面' },
        ]}
      />
      <Field name="remark" scope={`report-${n}`} label="意见" required={false} error={errors.remark}>
        {(control) => <TextArea {...control} rows={3} defaultValue={typed('remark')} maxLength={2000} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="answerReport" look="secondary">
          提交意见
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
