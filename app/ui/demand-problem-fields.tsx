import { CheckboxGroup } from './checkbox-group.tsx';
import type { DemandSectionProps } from './demand-section.ts';
import { Field } from './field.tsx';
import { MetricRows } from './metric-rows.tsx';
import { SectionHead } from './section-head.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

/** What is to be solved, and by which figures one sees that it is. */
export function DemandProblemFields({ values, errors, options }: DemandSectionProps) {
  return (
    <>
      <SectionHead look="plain">要解决什么</SectionHead>
      <Field
        name="title"
        label="需求名称"
        why="6 到 60 个字，写对象和目的。例：马铃薯淀粉工艺水蛋白回收与减量"
        error={errors.title}
      >
        {(control) => <TextInput {...control} maxLength={60} defaultValue={values.title} />}
      </Field>
      <Field name="summary" label="需求概述" why="一两句话，会显示在列表里。最多 500 字。" error={errors.summary}>
        {(control) => <TextArea {...control} rows={3} defaultValue={values.summary} />}
      </Field>
      <Field name="problem" label="要解决的问题" why="在什么条件下、出了什么事、损失多少。" error={errors.problem}>
        {(control) => <TextArea {...control} rows={5} defaultValue={values.problem} />}
      </Field>
      <Field
        name="statusQuo"
        label="现状与试过的办法"
        why="设备、规模、试过什么、为什么没成。"
        error={errors.statusQuo}
        required={false}
      >
        {(control) => <TextArea {...control} rows={4} defaultValue={values.statusQuo} />}
      </Field>
      <CheckboxGroup
        name="demandTypes"
        label="需求类型"
        why="最多 3 项"
        required={false}
        inline
        options={options.demandTypes}
        defaultValue={values.demandTypes}
        error={errors.demandTypes}
      />
      <CheckboxGroup
        name="expectedForms"
        label="想得到什么"
        required={false}
        inline
        options={options.expectedForms}
        defaultValue={values.expectedForms}
        error={errors.expectedForms}
      />
      <MetricRows key={JSON.stringify(values.metrics)} rows={values.metrics} errors={errors} />
    </>
  );
}
