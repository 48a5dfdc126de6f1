import { type FormEvent, useState } from 'react';
import {
  type ContractKind,
  contractKindHints,
  contractKindLabels,
  contractKinds,
  contractSubKinds,
} from '#app/domain/contract-kind.ts';
import { kindOfForm } from '#app/domain/composer-steps.ts';
import type { TermsFieldsProps } from '../composer-props.ts';
import { Field } from '../field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Select } from '../select.tsx';

/** Which technology contract it is (Civil Code art. 843), and its finer sort for the registration. */
export function KindFields({ form, errors }: TermsFieldsProps) {
  const saved = kindOfForm(form);
  const [chosen, choose] = useState<ContractKind | null>(null);
  const kind = chosen ?? saved;
  const onChange = ({ target }: FormEvent<HTMLDivElement>) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'kind') return;
    choose(contractKinds.find((word) => word === target.value) ?? null);
  };
  return (
    <div className="grid gap-5" onChange={onChange}>
      <RadioGroup
        name="kind"
        label="这是哪一种技术合同"
        defaultValue={saved}
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
        {(control) => (
          <Select
            key={kind}
            {...control}
            blank="以后再定"
            defaultValue={contractSubKinds[kind].includes(form.subKind) ? form.subKind : ''}
            options={contractSubKinds[kind].map((sort) => ({ value: sort, label: sort }))}
          />
        )}
      </Field>
    </div>
  );
}
