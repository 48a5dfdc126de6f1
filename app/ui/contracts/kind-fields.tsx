import { contractKindHints, contractKindLabels, contractKinds, contractSubKinds } from '#app/domain/contract-kind.ts';
import { kindOfForm } from '#app/domain/composer-steps.ts';
import type { TermsFieldsProps } from '../composer-props.ts';
import { Field } from '../field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Select } from '../select.tsx';

/** Which technology contract it is (Civil Code art. 843), and its finer sort for the registration. */
export function KindFields({ form, errors }: TermsFieldsProps) {
  const kind = kindOfForm(form);
  const sorts = contractKinds.flatMap((one) =>
    contractSubKinds[one].map((sort) => ({ value: sort, label: `${contractKindLabels[one]}：${sort}` })),
  );
  const known = sorts.filter(({ value }, i) => sorts.findIndex((other) => other.value === value) === i);
  return (
    <>
      <RadioGroup
        name="kind"
        label="这是哪一种技术合同"
        defaultValue={kind}
        error={errors.kind}
        options={contractKinds.map((value) => ({
          value,
          label: contractKindLabels[value],
          hint: contractKindHints[value],
        }))}
      />
      <Field
        name="subKind"
        label="细类"
        why="认定登记时要选；不清楚可以先不选"
        width="half"
        error={errors.subKind}
        required={false}
      >
        {(control) => <Select {...control} blank="以后再定" defaultValue={form.subKind} options={known} />}
      </Field>
    </>
  );
}
