import { ChoiceFields } from './choice-fields.tsx';
import type { DemandSectionProps } from './demand-section.ts';
import { Field } from './field.tsx';
import { SectionHead } from './section-head.tsx';
import { Select } from './select.tsx';

/** Where it belongs: fields, chains, region. */
export function DemandPlaceFields({ values, errors, options }: DemandSectionProps) {
  return (
    <>
      <SectionHead look="plain">属于哪里</SectionHead>
      <ChoiceFields
        name="fields"
        label="技术领域"
        why="1 到 3 项"
        count={3}
        values={values.fields}
        error={errors.fields}
        options={options.fields}
        required
      />
      <ChoiceFields
        name="chains"
        label="产业链"
        count={2}
        values={values.chains}
        error={errors.chains}
        options={options.chains}
      />
      <Field name="regionCode" label="所在地区" error={errors.regionCode} width="half">
        {(control) => <Select {...control} options={options.regions} blank="请选择" defaultValue={values.regionCode} />}
      </Field>
    </>
  );
}
