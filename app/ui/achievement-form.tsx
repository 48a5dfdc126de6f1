import {
  type AchievementOptions,
  type AchievementTyped,
  ChoiceField,
  LineField,
  PriceField,
  SeveralField,
  typedText,
} from './achievement-fields.tsx';
import { CheckboxGroup } from './checkbox-group.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { FormActions } from './form-actions.tsx';
import { IntentForm } from './intent-form.tsx';
import type { Option } from './option.ts';
import { SectionHead } from './section-head.tsx';
import { Select } from './select.tsx';
import { SubmitButton } from './submit-button.tsx';

interface AchievementFormProps {
  intent: 'create' | 'save';
  values: Readonly<Record<string, unknown>>;
  errors: Readonly<Record<string, readonly string[]>>;
  options: AchievementOptions;
  replayKey?: string;
  versionN?: number;
}

/** The achievement as one column of fields; the same rules as the import. */
export function AchievementForm({ intent, values, errors, options, replayKey, versionN }: AchievementFormProps) {
  const typed = { values, errors, options };
  const { '': whole, ...byField } = errors;
  return (
    <IntentForm intent={intent} replayKey={replayKey} className="max-w-form">
      <ErrorSummary errors={byField} message={whole?.[0]} />
      {versionN !== undefined && <input type="hidden" name="versionN" value={versionN} />}
      <div className="grid gap-6">
        <What typed={typed} />
        <Where typed={typed} />
        <HowFar typed={typed} />
        <HowToWork typed={typed} />
        <CheckboxGroup
          name="isOpen"
          label="密级"
          error={errors.isOpen}
          defaultValue={typedText(values.isOpen) === 'on' ? ['on'] : []}
          options={[{ value: 'on', label: '以上内容是公开信息，不涉及国家秘密。' }]}
        />
      </div>
      <FormActions note="保存为草稿，单位审核通过后才公开。">
        <SubmitButton intent={intent} pendingText="正在保存…">
          保存草稿
        </SubmitButton>
      </FormActions>
    </IntentForm>
  );
}

interface Part {
  typed: AchievementTyped;
}

function What({ typed }: Part) {
  return (
    <>
      <SectionHead look="plain">是什么</SectionHead>
      <LineField typed={typed} name="name" label="成果名称" required />
      <ChoiceField typed={typed} name="type" label="成果类别" required />
      <ChoiceField typed={typed} name="embodiment" label="体现形式" />
      <LineField typed={typed} name="problem" label="解决的问题" rows={2} />
      <LineField typed={typed} name="solution" label="做法" rows={2} />
      <LineField typed={typed} name="abstract" label="成果简介" required rows={10} />
      <LineField typed={typed} name="keywords" label="关键词" />
      <LineField typed={typed} name="searchTerms" label="检索词" />
    </>
  );
}

function Where({ typed }: Part) {
  return (
    <>
      <SectionHead look="plain">属于哪里</SectionHead>
      <SeveralField typed={typed} name="fields" label="技术领域" required />
      <SeveralField typed={typed} name="chains" label="产业链" />
      <ChoiceField typed={typed} name="regionCode" label="所在地区" />
      <LineField typed={typed} name="regNo" label="批准登记号" width="half" />
      <LineField typed={typed} name="projectNo" label="项目编号" width="half" />
    </>
  );
}

const bases: Option[] = [
  { value: '自评', label: '自评' },
  { value: '第三方评定', label: '第三方评定' },
];

function HowFar({ typed }: Part) {
  const { values, errors } = typed;
  return (
    <>
      <SectionHead look="plain">到什么程度</SectionHead>
      <ChoiceField typed={typed} name="trl" label="技术就绪水平" />
      <Field name="trlBasis" label="就绪水平依据" error={errors.trlBasis} required={false} width="half">
        {(control) => <Select {...control} options={bases} blank="请选择" defaultValue={typedText(values.trlBasis)} />}
      </Field>
      <ChoiceField typed={typed} name="level" label="成果水平" />
      <LineField typed={typed} name="ip" label="知识产权" rows={4} />
      <LineField typed={typed} name="people" label="完成人" rows={4} />
    </>
  );
}

function HowToWork({ typed }: Part) {
  return (
    <>
      <SectionHead look="plain">怎么合作</SectionHead>
      <SeveralField typed={typed} name="transferModes" label="合作方式" />
      <ChoiceField typed={typed} name="priceKind" label="定价方式" />
      <PriceField typed={typed} name="priceMin" label="价格，或区间下限" />
      <PriceField typed={typed} name="priceMax" label="价格上限" />
      <PriceField typed={typed} name="milestones" label="里程碑合计" />
      <LineField typed={typed} name="royalty" label="收入提成" width="short" unit="%" />
      <PriceField typed={typed} name="cap" label="最多付" />
      <LineField typed={typed} name="trialMonths" label="试用" width="short" unit="个月" />
    </>
  );
}
