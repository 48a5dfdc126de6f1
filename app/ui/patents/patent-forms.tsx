import type { PatentLine } from '#app/domain/patent-list.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { attachFormId } from './patent-table.tsx';

export interface PatentReply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
  /** What a pasted list came to. */
  readonly entered?: {
    readonly added: number;
    readonly known: readonly string[];
    readonly faults: readonly PatentLine[];
  };
  /** Tells one list that was entered from the next, so that each begins with an empty box. */
  readonly stamp?: string;
}

/** Ties the ticked patents to one achievement. */
export function AttachForm({
  achievements,
  reply,
}: {
  achievements: readonly { readonly no: string; readonly name: string }[];
  reply: PatentReply | undefined;
}) {
  const mine = reply?.intent === 'attach' ? reply : undefined;
  return (
    <IntentForm
      id={attachFormId}
      intent="attach"
      className="mt-3 grid gap-3 rounded-lg border border-line bg-card px-4 py-4 sm:px-6"
    >
      <ErrorSummary message={mine?.errors.numbers?.[0] ?? mine?.errors['']?.[0]} />
      <Field
        name="achievementNo"
        label="勾选的专利支撑哪项成果"
        why="填成果编号，或从清单里选。公开的成果也可以关联，不用撤回重审。"
        width="half"
        error={mine?.errors.achievementNo}
      >
        {(control) => (
          <>
            <TextInput
              {...control}
              list="own-achievements"
              autoComplete="off"
              defaultValue={typeof mine?.values.achievementNo === 'string' ? mine.values.achievementNo : ''}
            />
            <datalist id="own-achievements">
              {achievements.map(({ no, name }) => (
                <option key={no} value={no}>
                  {name}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <div>
        <SubmitButton intent="attach">关联到这项成果</SubmitButton>
      </div>
    </IntentForm>
  );
}

/** Patents as a pasted list, folded away above the long list; what is wrong stays in the box to be mended. */
export function EnterForm({ reply, isFirst }: { reply: PatentReply | undefined; isFirst: boolean }) {
  const mine = reply?.intent === 'enter' ? reply : undefined;
  const entered = mine?.entered;
  const typed = typeof mine?.values.lines === 'string' ? mine.values.lines : '';
  return (
    <details
      id="enter"
      open={isFirst || mine !== undefined}
      className="max-w-form rounded-lg border border-line bg-card px-4 sm:px-6"
    >
      <summary className="flex min-h-12 cursor-pointer items-center">
        <h2 className="text-lg font-bold">按专利号批量录入</h2>
      </summary>
      <div className="pb-5">
        {entered && <EnteredReport {...entered} />}
        <IntentForm intent="enter" className="mt-3 grid gap-3">
          <ErrorSummary errors={mine?.errors} />
          <Field
            name="lines"
            label="专利号"
            why="一行一件，也可以从表格整块粘贴。校验位当场核对：写错一位就会报出来。"
            error={mine?.errors.lines}
          >
            {(control) => <TextArea key={mine?.stamp} {...control} rows={6} defaultValue={typed} />}
          </Field>
          <div>
            <SubmitButton intent="enter">核对并录入</SubmitButton>
          </div>
        </IntentForm>
      </div>
    </details>
  );
}

function EnteredReport({ added, known, faults }: NonNullable<PatentReply['entered']>) {
  const wrong = faults.filter(({ fault }) => fault !== 'repeated');
  const said = [
    `录入 ${added} 件`,
    ...(known.length > 0 ? [`${known.length} 件早已在清单里`] : []),
    ...(wrong.length > 0 ? [`${wrong.length} 行没有录入`] : []),
  ].join('，');
  return (
    <Notice kind={wrong.length > 0 ? 'attention' : 'success'} title={`${said}。`} live="polite">
      {faults.length > 0 && (
        <ul aria-label="要核对的行" className="mt-1 grid gap-1">
          {faults.map((line) => (
            <li key={`${line.at} ${line.typed}`} className="break-words">
              第 {line.at} 行 <span className="nums">{line.typed}</span>：{line.says}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
