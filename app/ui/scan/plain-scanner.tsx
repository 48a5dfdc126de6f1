import { type ListedPerson, type ScanOutcome, scanOutcomeWords } from '#app/domain/door-list.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FigureRow } from '../figure-row.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { PersonLine } from './person-line.tsx';

interface PlainScannerProps {
  link: string;
  plain: {
    readonly words: string;
    readonly found: readonly ListedPerson[];
    readonly counts: { readonly expected: number; readonly came: number; readonly inside: number };
    readonly said: ScanOutcome | null;
    readonly who: string;
  };
  errors: Readonly<Record<string, string[]>> | undefined;
}

/** The scanner before its scripts are there: codes and names typed, one form at a time. */
export function PlainScanner({ plain, errors = {} }: PlainScannerProps) {
  const { words, found, counts, said, who } = plain;
  return (
    <div className="grid gap-5">
      {said !== null && (
        <Notice kind={said === 'done' ? 'success' : 'danger'} title={`${who} ${scanOutcomeWords[said]}`} live="polite">
          {said === 'done' ? '下一位。' : '请核对后再办。'}
        </Notice>
      )}
      <FigureRow
        figures={[
          { label: '应到', value: `${counts.expected} 人` },
          { label: '已到', value: `${counts.came} 人`, swatch: 'accent' },
          { label: '在场', value: `${counts.inside} 人` },
        ]}
      />
      <IntentForm intent="enter" reloadDocument discover="none" className="grid gap-3">
        <ErrorSummary errors={errors} />
        <Field name="code" label="姓名、手机尾号、名单序号或参会码下的手动码" error={errors.code}>
          {(control) => <TextInput {...control} autoComplete="off" defaultValue={words} />}
        </Field>
        <SubmitButton wide>登记</SubmitButton>
      </IntentForm>
      {words !== '' && found.length === 0 && <p className="text-ink-soft">名单里没有“{words}”。</p>}
      <ul className="grid gap-2">
        {found.map((person) => {
          const isIn = person.inAt !== null && person.outAt === null;
          return (
            <PersonLine key={person.id} person={person}>
              <IntentForm intent="check" reloadDocument discover="none" className="flex gap-1">
                <input type="hidden" name="rowId" value={person.id} />
                <SubmitButton look="secondary" name="deed" value={isIn ? 'out' : 'in'}>
                  {isIn ? '离场' : '签到'}
                </SubmitButton>
                {person.inAt !== null && (
                  <SubmitButton look="quiet" name="deed" value="undo">
                    撤销
                  </SubmitButton>
                )}
              </IntentForm>
            </PersonLine>
          );
        })}
      </ul>
      <IntentForm intent="leave" reloadDocument discover="none">
        <SubmitButton look="danger" wide>
          结束值班
        </SubmitButton>
      </IntentForm>
    </div>
  );
}
