import type { ReactNode } from 'react';
import type { ComposerForm } from '#app/domain/composer-form.ts';
import {
  disputeWayLabels,
  disputeWays,
  improvementLabels,
  improvementWays,
  licenceKindLabels,
  licenceKinds,
} from '#app/domain/contract.ts';
import { DateInput } from './date-input.tsx';
import { Field, type FieldControl } from './field.tsx';
import { MilestoneRows } from './milestone-rows.tsx';
import type { Option } from './option.ts';
import { RadioGroup } from './radio-group.tsx';
import { RoyaltyFields } from './royalty-fields.tsx';
import { SectionHead } from './section-head.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

export type FormErrors = Readonly<Record<string, string[]>>;

export interface TermsFieldsProps {
  form: ComposerForm;
  errors: FormErrors;
}

export const optionsOf = <Word extends string>(
  words: readonly Word[],
  labels: Readonly<Record<Word, string>>,
): Option[] => words.map((value) => ({ value, label: labels[value] }));

interface NumberFieldProps {
  name: string;
  label: string;
  unit: string;
  value: string;
  errors: FormErrors;
  why?: ReactNode;
  required?: boolean;
}

/** A short number with its unit inside the field. */
export function NumberField({ name, label, unit, value, errors, why, required = false }: NumberFieldProps) {
  return (
    <Field name={name} label={label} unit={unit} why={why} width="short" error={errors[name]} required={required}>
      {(control) => <TextInput {...control} numeric hasUnit defaultValue={value} maxLength={24} />}
    </Field>
  );
}

const step = 'grid gap-5 pt-4';

/** The composer's sections in the order of the contract: one column, each field beside its own complaint. */
export function TermsFields({ form, errors }: TermsFieldsProps) {
  const text = (control: FieldControl, value: string) => (
    <TextInput {...control} defaultValue={value} maxLength={200} />
  );
  return (
    <div className="grid gap-10">
      <Step no={1} title="许可什么">
        <RadioGroup
          name="licenceKind"
          label="许可方式"
          defaultValue={form.licenceKind}
          error={errors.licenceKind}
          options={optionsOf(licenceKinds, licenceKindLabels)}
          inline
        />
        <Field name="territory" label="地域" error={errors.territory}>
          {(control) => text(control, form.territory)}
        </Field>
        <Field
          name="fieldOfUse"
          label="使用领域"
          why="用在什么产品或产线，例如：马铃薯淀粉加工废水处理"
          error={errors.fieldOfUse}
        >
          {(control) => text(control, form.fieldOfUse)}
        </Field>
        <NumberField name="termYears" label="许可期限" unit="年" value={form.termYears} errors={errors} required />
        <Field
          name="startsOn"
          label="从哪天开始"
          why="不填就从双方签署完成之日算起。"
          width="short"
          error={errors.startsOn}
          required={false}
        >
          {(control) => <DateInput {...control} defaultValue={form.startsOn} />}
        </Field>
        <Field
          name="deliverables"
          label="交付什么"
          why="一行一项，例如：工艺说明书、样品 2 份、现场指导 5 天"
          error={errors.deliverables}
        >
          {(control) => <TextArea {...control} rows={3} defaultValue={form.deliverables} maxLength={4000} />}
        </Field>
      </Step>
      <Step no={2} title="试用" note="试用期不付费；不满意就退出，不欠钱">
        <NumberField
          name="trial.months"
          label="试用期"
          unit="个月"
          value={form.trial.months}
          errors={errors}
          why="3 到 36 个月"
        />
        <NumberField
          name="trial.extensionMonths"
          label="可以延长一次"
          unit="个月"
          value={form.trial.extensionMonths}
          errors={errors}
          why="不延长填 0"
        />
      </Step>
      <Step no={3} title="里程碑" note="验收一笔，付一笔">
        <MilestoneRows rows={form.milestones} errors={errors} />
      </Step>
      <Step no={4} title="收入提成" note="有收入才付">
        <RoyaltyFields royalty={form.royalty} errors={errors} />
      </Step>
      <Step no={5} title="其他约定">
        <RadioGroup
          name="improvements"
          label="后续改进成果归谁"
          defaultValue={form.improvements}
          error={errors.improvements}
          options={optionsOf(improvementWays, improvementLabels)}
          why="没有约定的，一方的改进另一方无权分享（民法典第八百七十五条），所以必须选。"
        />
        <NumberField
          name="confidentialityYears"
          label="期满后继续保密"
          unit="年"
          value={form.confidentialityYears}
          errors={errors}
        />
        <NumberField
          name="latePenaltyPerDay"
          label="逾期违约金，每日"
          unit="%"
          value={form.latePenaltyPerDay}
          errors={errors}
        />
        <NumberField
          name="latePenaltyCap"
          label="违约金累计不超过逾期额的"
          unit="%"
          value={form.latePenaltyCap}
          errors={errors}
        />
        <RadioGroup
          name="dispute.way"
          label="争议解决"
          defaultValue={form.dispute.way}
          error={errors['dispute.way']}
          options={optionsOf(disputeWays, disputeWayLabels)}
          inline
        />
        <Field name="dispute.place" label="仲裁机构或法院所在地" error={errors['dispute.place']}>
          {(control) => text(control, form.dispute.place)}
        </Field>
      </Step>
    </div>
  );
}

function Step({ no, title, note, children }: { no: number; title: string; note?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`step-${no}`}>
      <SectionHead id={`step-${no}`} note={note}>
        {no}　{title}
      </SectionHead>
      <div className={step}>{children}</div>
    </section>
  );
}
