import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import type { ReturnFacts } from '#app/domain/contract-step.ts';
import { type ReturnOutcome, type ReturnWay, returnWayLabels, returnWays } from '#app/domain/material-return.ts';
import { ButtonLink } from '../button.tsx';
import { DateInput } from '../date-input.tsx';
import { DateText } from '../date-text.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

interface StandsProps {
  facts: ReturnFacts;
  side: ContractSide;
  sides: SideNames;
}

/** How far it is, and whose turn it is by which day. */
export function ReturnStands({ facts: { standing, reason, dueOn }, side, sides }: StandsProps) {
  if (standing === 'confirmed') {
    return (
      <Notice kind="success" title="已确认，这一步办完了">
        保密义务在解除后继续。
      </Notice>
    );
  }
  const turn = standing === 'stated' ? 'licensor' : 'licensee';
  const who = side === turn ? '请你方' : `等${sides[turn]}`;
  const by = dueOn === null ? '' : `在 ${dueOn} 前`;
  const deed = standing === 'stated' ? '确认，或者写不同意见' : '返还或者销毁已交付的资料和样品，并在这里写明结果';
  return (
    <Notice kind={side === turn ? 'attention' : 'info'} title={`${who}${by}${deed}`}>
      {standing === 'contested' && `${sides.licensor}的不同意见：${reason}。`}
      对方确认以前，这一步一直在双方的待办里；不答复不视为确认。
    </Notice>
  );
}

interface ReturnFormProps {
  today: string;
  reply: DeedReply | undefined;
  backTo: string;
}

/** What the licensee says: how, when, what, with the paper that shows it. */
export function ReturnForm({ today, reply, backTo }: ReturnFormProps) {
  const { typed } = replyTo(reply, 'state');
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <IntentForm intent="state" encType="multipart/form-data" className="grid gap-6">
      <ErrorSummary errors={errors} message={message?.[0]} />
      <RadioGroup
        name="way"
        label="资料和样品怎样处理了"
        defaultValue={typed('way')}
        error={errors.way}
        options={returnWays.map((value) => ({ value, label: returnWayLabels[value] }))}
      />
      <Field name="doneOn" label="哪天办完的" width="short" error={errors.doneOn}>
        {(control) => <DateInput {...control} max={today} defaultValue={typed('doneOn')} />}
      </Field>
      <Field
        name="note"
        label="处理了哪些"
        why="写明名称和份数，电子文件从哪里删除。例如：工艺说明书 3 份已寄回，服务器上的副本已删除"
        error={errors.note}
      >
        {(control) => <TextArea {...control} rows={4} defaultValue={typed('note')} maxLength={1000} />}
      </Field>
      <FileInput
        name="file"
        label="签收单、返还清单或者销毁记录"
        why="没有收到过资料的不用上传。"
        accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.docx,.zip"
        limits="PDF、图片、XLSX、DOCX 或 ZIP，不超过 20 MB。"
        required={false}
        error={errors.file}
      />
      <FormActions note="提交后由对方确认；提交的内容不能再改；对方有不同意见的，你方可以再写一次。">
        <SubmitButton intent="state">提交</SubmitButton>
        <ButtonLink to={backTo}>取消</ButtonLink>
      </FormActions>
    </IntentForm>
  );
}

/** What the licensor answers to the latest. */
export function ReturnAnswerForm({ n, reply }: { n: number; reply: DeedReply | undefined }) {
  const { typed } = replyTo(reply, 'answer');
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <IntentForm intent="answer" className="grid gap-6">
      <ErrorSummary errors={errors} message={message?.[0]} />
      <input type="hidden" name="n" value={n} />
      <RadioGroup
        name="outcome"
        label="你方意见"
        defaultValue={typed('outcome')}
        error={errors.outcome}
        options={[
          { value: 'confirmed', label: '确认：资料已经返还或者销毁' },
          { value: 'contested', label: '有不同意见，写在下面' },
        ]}
      />
      <Field
        name="reason"
        label="哪些还没有返还或者销毁"
        required={false}
        why="有不同意见时必填，对方会看到"
        error={errors.reason}
      >
        {(control) => <TextArea {...control} rows={3} defaultValue={typed('reason')} maxLength={1000} />}
      </Field>
      <FormActions note="确认以后这一步办完，不能撤回。">
        <SubmitButton intent="answer">提交意见</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}

interface Said {
  readonly n: number;
  readonly way: ReturnWay;
  readonly doneOn: string;
  readonly note: string;
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly by: string;
  readonly statedAt: Date;
  readonly outcome: ReturnOutcome | null;
  readonly reason: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
}

/** What was said and answered, the latest first. */
export function MaterialReturns({ said, sides }: { said: readonly Said[]; sides: SideNames }) {
  if (said.length === 0) return null;
  return (
    <section aria-labelledby="said-head">
      <SectionHead look="plain" id="said-head">
        说明和答复
      </SectionHead>
      <ol className="rounded-lg border border-line bg-card">
        {said.map((row) => (
          <li key={row.n} className="grid gap-1 border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
            <h3 className="font-bold">
              {returnWayLabels[row.way]}（{row.doneOn}）
            </h3>
            <p className="text-sm text-ink-soft">
              {sides.licensee}，{row.by} <DateText value={row.statedAt} as="minute" />
            </p>
            <p className="whitespace-pre-line">{row.note}</p>
            {row.file && (
              <p>
                <a href={`/files/${row.file.id}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
                  {row.file.name}
                </a>
              </p>
            )}
            {row.answeredAt && (
              <p className="text-sm">
                <DateText value={row.answeredAt} as="minute" /> {sides.licensor}，{row.answeredBy}
                {row.outcome === 'confirmed' ? '确认' : '有不同意见'}
                {row.reason && `：${row.reason}`}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
