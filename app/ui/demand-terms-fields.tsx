import { demandMonths } from '#app/domain/demand-dates.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import { DateInput } from './date-input.tsx';
import type { DemandSectionProps } from './demand-section.ts';
import { Field } from './field.tsx';
import { MoneyInput } from './money-input.tsx';
import { SectionHead } from './section-head.tsx';
import { Select } from './select.tsx';

const levels = Array.from({ length: 9 }, (_, at) => ({ value: String(at + 1), label: `TRL ${at + 1}` }));

/** What it should be like: maturity, budget, ways to work together, rights, dates. */
export function DemandTermsFields({ values, errors, options }: DemandSectionProps) {
  return (
    <>
      <SectionHead look="plain">要什么样的</SectionHead>
      <div className="grid items-end gap-6 sm:grid-cols-2">
        <Field name="wantedTrlMin" label="成熟度，最低" error={errors.wantedTrlMin} required={false}>
          {(control) => <Select {...control} options={levels} blank="不限" defaultValue={values.wantedTrlMin} />}
        </Field>
        <Field name="wantedTrlMax" label="成熟度，最高" error={errors.wantedTrlMax} required={false}>
          {(control) => <Select {...control} options={levels} blank="不限" defaultValue={values.wantedTrlMax} />}
        </Field>
        <MoneyInput
          name="budgetMin"
          label="预算，从"
          error={errors.budgetMin}
          required={false}
          capitals={false}
          defaultValue={values.budgetMin}
        />
        <MoneyInput
          name="budgetMax"
          label="预算，到"
          why="不填是面议"
          error={errors.budgetMax}
          required={false}
          capitals={false}
          defaultValue={values.budgetMax}
        />
      </div>
      <CheckboxGroup
        name="cooperation"
        label="合作方式"
        inline
        options={options.cooperation}
        defaultValue={values.cooperation}
        error={errors.cooperation}
      />
      <CheckboxGroup
        name="acceptPayLater"
        label="先用后付"
        required={false}
        options={[{ value: 'yes', label: '接受先用后付', hint: '不付入门费，见效后按里程碑和收入付款。' }]}
        defaultValue={values.acceptPayLater ? ['yes'] : []}
      />
      <Field
        name="ipRequirement"
        label="知识产权要求"
        why="合作中新产生的知识产权归谁。"
        error={errors.ipRequirement}
        required={false}
        width="half"
      >
        {(control) => (
          <Select {...control} options={options.ipRequirement} blank="未定" defaultValue={values.ipRequirement} />
        )}
      </Field>
      <div className="grid items-end gap-6 sm:grid-cols-2">
        <Field name="solveByOn" label="希望何时解决" error={errors.solveByOn} required={false}>
          {(control) => <DateInput {...control} defaultValue={values.solveByOn} />}
        </Field>
        <Field
          name="validUntilOn"
          label="需求有效至"
          why={`最长 ${demandMonths.longest} 个月，到期可以续。`}
          error={errors.validUntilOn}
        >
          {(control) => <DateInput {...control} defaultValue={values.validUntilOn} />}
        </Field>
      </div>
    </>
  );
}
