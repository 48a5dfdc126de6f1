import { useState } from 'react';
import { capitalFen, formatYuan, parseFen } from '#app/domain/money.ts';
import { Field, type FieldProps } from './field.tsx';
import { fieldId } from './field-id.ts';
import { TextInput } from './text-input.tsx';

interface MoneyInputProps extends Omit<FieldProps, 'children' | 'unit' | 'after'> {
  unit?: 'yuan' | 'wan';
  defaultValue?: string;
  placeholder?: string;
  /** Papers need the capitals; a budget does not. */
  capitals?: boolean;
}

/** An amount; after hydration it is echoed in yuan and in Chinese capitals while it is typed. */
export function MoneyInput({
  unit = 'wan',
  defaultValue = '',
  placeholder,
  capitals = true,
  ...field
}: MoneyInputProps) {
  const [text, setText] = useState(defaultValue);
  const fen = text.trim() === '' ? null : parseFen(text, unit);
  const echo = fen === null ? '' : capitals ? `${formatYuan(fen)}　${capitalFen(fen)}` : formatYuan(fen);
  const after = (
    <output
      id={`${fieldId(field.name, field.scope)}-after`}
      htmlFor={fieldId(field.name, field.scope)}
      className="block min-h-6 text-sm leading-6 text-ink-soft"
    >
      {echo}
    </output>
  );
  return (
    <Field width="half" {...field} unit={unit === 'wan' ? '万元' : '元'} after={after}>
      {(control) => (
        <TextInput
          {...control}
          numeric
          hasUnit
          placeholder={placeholder}
          defaultValue={defaultValue}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
