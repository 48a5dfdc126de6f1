import { Link } from '@remix-run/react';
import { letterFaultWords, type LetterFault } from '#app/domain/authority-letter.ts';
import { Field, type FieldErrorText } from '../field.tsx';
import { Select } from '../select.tsx';

export interface LetterChoice {
  readonly id: string;
  readonly holderName: string;
  readonly endsOn: string;
  readonly fault: LetterFault | null;
}

interface LetterFieldProps {
  letters: readonly LetterChoice[];
  value: string;
  error?: FieldErrorText;
  scope: string;
}

/** The 授权委托书 by which an attorney signs, with why one of them does not do. */
export const LetterField = ({ letters, value, error, scope }: LetterFieldProps) => (
  <Field
    name="letterId"
    scope={scope}
    label="授权委托书"
    required={false}
    width="half"
    why={
      <>
        代理人签字时选。没有的先到
        <Link to="/desk/organisation/letters" className="link">
          授权委托书
        </Link>
        上传。
      </>
    }
    error={error}
  >
    {(control) => (
      <Select
        {...control}
        blank="法定代表人签字，不用选"
        defaultValue={value}
        options={letters.map((row) => ({
          value: row.id,
          label: `${row.holderName}，至 ${row.endsOn}${row.fault ? `（${letterFaultWords[row.fault]}）` : ''}`,
        }))}
      />
    )}
  </Field>
);
