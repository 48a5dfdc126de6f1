import type { RateFieldsProps } from './composer-props.ts';
import { Field } from './field.tsx';
import { TierChoices } from './more-royalty-fields.tsx';
import { TextInput } from './text-input.tsx';
import { TierRows } from './tier-rows.tsx';
import { useHydrated } from './use-hydrated.ts';

interface RateKindFieldsProps extends RateFieldsProps {
  /** The kind that is chosen. */
  kind: string;
  /** Which contract year the first rate belongs to, where one might ask. */
  whyRates?: string;
}

/** The fields of each kind of rates. With JavaScript only the chosen kind shows its own; without, all do and the hints say which count. */
export function RateFields({ rates, at, kind, errors, whyRates = '' }: RateKindFieldsProps) {
  const isHydrated = useHydrated();
  const hides = (shownFor: string) => isHydrated && shownFor !== kind;
  /** A kind that is chosen needs its rate; before JavaScript it is said when. */
  const asked = (shownFor: string, requiredWhen: string) =>
    isHydrated ? { required: shownFor === kind } : { required: false, requiredWhen };
  return (
    <>
      <div hidden={hides('flat')}>
        <Field
          name={`${at}.rate`}
          label="比例"
          unit="%"
          width="short"
          why="例如 3"
          error={errors[`${at}.rate`]}
          {...asked('flat', '选“固定比例”时要填')}
        >
          {(control) => <TextInput {...control} numeric hasUnit defaultValue={rates.rate} maxLength={12} />}
        </Field>
      </div>
      <div hidden={hides('by_year')}>
        <Field
          name={`${at}.rates`}
          label="各合同年的比例（%）"
          why={`依次用顿号隔开，例如 5、4、3；其后各年同最后一年${whyRates}`}
          width="half"
          error={errors[`${at}.rates`]}
          {...asked('by_year', '选“按合同年”时要填')}
        >
          {(control) => <TextInput {...control} defaultValue={rates.rates} maxLength={120} />}
        </Field>
      </div>
      <div hidden={hides('tiered')}>
        <TierRows rates={rates} at={at} errors={errors} />
        <TierChoices rates={rates} at={at} errors={errors} />
      </div>
    </>
  );
}
