import { Link } from '@remix-run/react';
import { wanOf } from '#app/domain/achievement-money.ts';
import { labelOf } from '#app/domain/machine.ts';
import { dutyLabels, dutyMachine, type DutyKind, type DutyState } from '#app/domain/project-duty.ts';
import { DateText } from '../date-text.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

interface DutyRowProps {
  row: {
    readonly id: string;
    readonly kind: DutyKind;
    readonly dueOn: string;
    readonly state: DutyState;
    readonly reason: string | null;
    readonly decision: string | null;
    readonly projectId: string;
    readonly projectNo: string;
    readonly name: string;
    readonly unitName: string;
    readonly acceptedOn: string;
    readonly fundingFen: bigint | null;
    readonly achievementNos: readonly string[];
    readonly isOverdue: boolean;
    /** '逾期 47 天'; null once nothing is owed. */
    readonly days: string | null;
    readonly dunnedOn: string | null;
    readonly isDunned: boolean;
    /** Its unit is on the platform and can be told. */
    readonly hasAccount: boolean;
  };
  isKeeper: boolean;
  mayAnswer: boolean;
}

/** One duty of a project, with what who looks can do about it. */
export function DutyRow({ row, isKeeper, mayAnswer }: DutyRowProps) {
  const isOpen = row.state === 'open';
  return (
    <li className="border-b border-line px-4 py-3 text-sm last:border-b-0 sm:px-6">
      <p className="flex flex-wrap gap-x-4">
        <b>
          {row.name}：{dutyLabels[row.kind]}
        </b>
        <StateMark tone={row.isOverdue ? 'danger' : row.state === 'met' ? 'good' : 'neutral'}>
          {labelOf(dutyMachine, row.state)}
          {row.days && `，${row.days}`}
        </StateMark>
      </p>
      <p className="text-ink-soft">
        <span className="nums">{row.projectNo}</span>，{row.unitName}，<DateText value={row.acceptedOn} /> 验收，
        {row.fundingFen !== null && `经费 ${wanOf(String(row.fundingFen))} 万元，`}
        <DateText value={row.dueOn} /> 前完成
        {row.dunnedOn && (
          <>
            ，<DateText value={row.dunnedOn} /> 催办
          </>
        )}
      </p>
      {row.achievementNos.map((no) => (
        <div key={no} className="flex flex-wrap items-center gap-x-3">
          <Link className="link inline-flex min-h-11 items-center sm:min-h-6" to={`/achievements/${no}`}>
            成果 {no}
          </Link>
          {mayAnswer && (
            <IntentForm intent="unlink">
              <input type="hidden" name="projectId" value={row.projectId} />
              <input type="hidden" name="achievementNo" value={no} />
              <SubmitButton look="quiet">取消关联</SubmitButton>
            </IntentForm>
          )}
        </div>
      ))}
      {mayAnswer && row.state === 'met' && row.achievementNos.length === 1 && (
        <p className="text-ink-soft">取消关联以后，没有别的成果可凭的义务要重新履行。</p>
      )}
      {row.reason && <p className="mt-1">申请免除的理由：{row.reason}</p>}
      {row.decision && <p className="mt-1">答复：{row.decision}</p>}
      {isKeeper && isOpen && row.isOverdue && !row.isDunned && (
        <IntentForm intent="dun">
          <input type="hidden" name="ids" value={row.id} />
          {row.hasAccount ? (
            <SubmitButton look="quiet">催办</SubmitButton>
          ) : (
            <span className="text-ink-soft">承担单位还没有入驻，请线下催办</span>
          )}
        </IntentForm>
      )}
      {mayAnswer && (isOpen || row.achievementNos.length > 0) && (
        <details className="mt-1">
          <summary className="link-quiet inline-flex min-h-11 items-center">
            {isOpen ? '填成果编号，或申请免除' : '再关联一项成果'}
          </summary>
          <div className="grid max-w-form gap-4 py-2">
            <IntentForm intent="link" className="flex flex-wrap items-end gap-3">
              <input type="hidden" name="projectId" value={row.projectId} />
              <Field name="achievementNo" scope={`${row.id}-link`} label="成果编号">
                {(control) => <TextInput {...control} placeholder="CG-2026-00042" />}
              </Field>
              <SubmitButton look="secondary">关联成果</SubmitButton>
            </IntentForm>
            {isOpen && (
              <IntentForm intent="plead" className="flex flex-wrap items-end gap-3">
                <input type="hidden" name="dutyId" value={row.id} />
                <Field name="reason" scope={`${row.id}-plead`} label="免除的理由">
                  {(control) => <TextInput {...control} maxLength={1000} />}
                </Field>
                <SubmitButton look="secondary">申请免除</SubmitButton>
              </IntentForm>
            )}
          </div>
        </details>
      )}
      {isKeeper && row.state === 'pleaded' && (
        <IntentForm intent="decide" className="mt-2 grid max-w-form gap-3">
          <input type="hidden" name="dutyId" value={row.id} />
          <RadioGroup
            name="outcome"
            scope={row.id}
            label="处理"
            options={[
              { value: 'exempt', label: '准予免除' },
              { value: 'refuse', label: '不予免除' },
            ]}
          />
          <Field name="decision" scope={row.id} label="依据">
            {(control) => <TextInput {...control} maxLength={500} />}
          </Field>
          <div>
            <SubmitButton look="secondary">答复</SubmitButton>
          </div>
        </IntentForm>
      )}
    </li>
  );
}
