import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { fieldId } from './field-id.ts';
import { FieldError } from './field-words.tsx';
import type { RateFieldsProps } from './composer-props.ts';
import { TextInput } from './text-input.tsx';

/** Buttons of the tiers: of the royalty itself, or of the rates from a period on. */
function intentsOf(at: string) {
  const later = /^royalty\.later\[(\d+)\]$/.exec(at)?.[1];
  return later === undefined
    ? { add: 'add-tier', remove: 'remove-tier' }
    : { add: `add-later-tier:${later}`, remove: `remove-later-tier:${later}` };
}

/** The tiers of a royalty, one row each; rows come and go by the form's own buttons. */
export function TierRows({ rates, at, errors }: RateFieldsProps) {
  const { add, remove } = intentsOf(at);
  const cell = (i: number, key: 'from' | 'to' | 'rate', label: string, unit: string, required = true) => {
    const name = `${at}.tiers[${i}].${key}`;
    return (
      <Field name={name} label={label} unit={unit} error={errors[name]} required={required}>
        {(control) => <TextInput {...control} numeric hasUnit defaultValue={rates.tiers[i]?.[key]} maxLength={20} />}
      </Field>
    );
  };
  const missing = errors[`${at}.tiers`]?.[0];
  return (
    <fieldset className="min-w-0 border-l-[3px] border-line pl-4">
      <legend className="font-bold">分段</legend>
      {missing && <FieldError id={`${fieldId(`${at}.tiers`)}-error`}>{missing}</FieldError>}
      {rates.tiers.map((_, i) => (
        <div key={`${rates.tiers.length}-${i}`} className="mt-2 grid items-end gap-3 sm:grid-cols-[1fr_1fr_1fr_auto]">
          {cell(i, 'from', `第 ${i + 1} 段从`, '万元')}
          {cell(i, 'to', '到，最后一段不填', '万元', i < rates.tiers.length - 1)}
          {cell(i, 'rate', '比例', '%')}
          <Button type="submit" look="quiet" name="intent" value={`${remove}:${i}`} aria-label={`去掉第 ${i + 1} 段`}>
            去掉
          </Button>
        </div>
      ))}
      <div className="mt-3">
        <Button type="submit" name="intent" value={add} id={fieldId(`${at}.tiers`)}>
          加一段
        </Button>
      </div>
    </fieldset>
  );
}
