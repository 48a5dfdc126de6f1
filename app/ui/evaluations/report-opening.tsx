import { CheckboxGroup } from '../checkbox-group.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface ReportOpeningProps {
  id: string;
  isOpened: boolean;
  /** The reader is a secrecy reviewer of the unit. */
  mayOpen: boolean;
  reply: { readonly intent: string; readonly errors: Readonly<Record<string, string[]>> } | undefined;
}

/** Whether the words and files of a report are let out; the secrecy reviewer decides it here. */
export function ReportOpening({ id, isOpened, mayOpen, reply }: ReportOpeningProps) {
  return (
    <div className="grid max-w-form gap-3 rounded-lg border border-line bg-card px-4 py-4 text-sm sm:px-6">
      <p>
        <StateMark tone={isOpened ? 'good' : 'attention'}>{isOpened ? '已对外开放' : '待保密审查'}</StateMark>{' '}
        {isOpened
          ? '依据、理由、结论和文件按成果的公开方式对外开放：全文公开的人人可看，摘要公开的由认证单位的人员看。'
          : '现在对外只有评分。评价机构和专家看过全部登记内容和没有公开的材料，写的话和交的文件要由保密审查人员看过再开放；登记机关也要开放以后才看得到。'}
      </p>
      {mayOpen &&
        (isOpened ? (
          <IntentForm intent="close-report">
            <input type="hidden" name="evaluationId" value={id} />
            <SubmitButton intent="close-report" look="secondary">
              停止开放，只留评分
            </SubmitButton>
          </IntentForm>
        ) : (
          <IntentForm intent="open-report" className="grid gap-3">
            <input type="hidden" name="evaluationId" value={id} />
            <CheckboxGroup
              name="opened"
              label="保密审查"
              scope={id}
              error={reply?.intent === 'open-report' ? reply.errors.opened : undefined}
              options={[{ value: 'on', label: '我看过报告文件、依据材料、专家的理由和结论，里面没有不能公开的内容' }]}
            />
            <div className="grid sm:block">
              <SubmitButton intent="open-report">保密审查通过，对外开放</SubmitButton>
            </div>
          </IntentForm>
        ))}
    </div>
  );
}
