import { type PriorityWord, priorityLabels } from '#app/domain/completer-priority.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

const card = 'grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6';
const options = (words: readonly PriorityWord[]) => words.map((value) => ({ value, label: priorityLabels[value] }));
const named = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }));

interface FormProps {
  versionN: number;
  reply: DeedReply | undefined;
}

/** The officer asks the completers at the terms of this version. */
export function AskCompletersForm({ versionN, buyer, reply }: FormProps & { buyer: string }) {
  const { errors, typed } = replyTo(reply, 'ask');
  return (
    <IntentForm intent="ask" className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <AgreeTick
        name="hasTold"
        scope="ask"
        label={`完成人会看到受让方（${buyer}）和第 ${versionN} 版的价款条款，用来决定是否优先受让`}
        isTicked={typed('hasTold') === 'on'}
        error={errors.hasTold}
      />
      <p className="text-sm text-ink-soft">
        征询期间双方不能签署；公示、内部审批可以同时办。改了条款另出一版的，要重新征询。
      </p>
      <div className="grid sm:block">
        <SubmitButton intent="ask">发出征询</SubmitButton>
      </div>
    </IntentForm>
  );
}

/** A completer's own word. */
export function PriorityAnswerForm({ versionN, words, reply }: FormProps & { words: readonly PriorityWord[] }) {
  const { errors, typed } = replyTo(reply, 'answer');
  return (
    <IntentForm intent="answer" needsProof className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <RadioGroup
        name="word"
        scope="answer"
        label="你的答复"
        defaultValue={typed('word')}
        options={options(words)}
        error={errors.word}
      />
      <p className="text-sm text-ink-soft">
        放弃以后不能再主张；主张以后、合同签署以前可以撤回。提交前要确认是你本人。
      </p>
      <div className="grid sm:block">
        <SubmitButton intent="answer">提交答复</SubmitButton>
      </div>
    </IntentForm>
  );
}

const PaperInput = (props: { scope: string; label: string; why: string; error: readonly string[] | undefined }) => (
  <FileInput {...props} name="file" accept=".pdf,.png,.jpg,.jpeg,.webp" limits="PDF 或者图片，不超过 20 MB。" />
);

/** The officer puts in what a completer signed. */
export function PriorityPaperForm({ versionN, names, reply }: FormProps & { names: readonly string[] }) {
  const { errors, typed } = replyTo(reply, 'paper');
  return (
    <IntentForm intent="paper" needsProof encType="multipart/form-data" className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <Field name="name" scope="paper" label="完成人" width="half" error={errors.name}>
        {(control) => <Select {...control} defaultValue={typed('name')} options={named(names)} />}
      </Field>
      <RadioGroup
        name="word"
        scope="paper"
        label="他的答复"
        defaultValue={typed('word')}
        options={options(['waives', 'claims'])}
        error={errors.word}
      />
      <PaperInput
        scope="paper"
        label="本人签字的答复，或者送达证明"
        why="答复要写明合同编号和版本，由本人签字；书面征询送达后过了最后一天没有答复的，传送达证明，选放弃。"
        error={errors.file ?? errors['']}
      />
      <div className="grid sm:block">
        <SubmitButton intent="paper" look="secondary">
          上传答复
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

/** The approver records that a claim came to no contract. */
export function LapsedClaimForm({ versionN, names, reply }: FormProps & { names: readonly string[] }) {
  const { errors, typed } = replyTo(reply, 'lapse');
  return (
    <IntentForm intent="lapse" needsProof encType="multipart/form-data" className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <Field name="name" scope="lapse" label="主张的完成人" width="half" error={errors.name}>
        {(control) => <Select {...control} defaultValue={typed('name')} options={named(names)} />}
      </Field>
      <Field
        name="reason"
        scope="lapse"
        label="经过"
        why="什么时候按同等条件提出订约，为什么没有订成。"
        error={errors.reason}
      >
        {(control) => <TextArea {...control} defaultValue={typed('reason')} rows={3} maxLength={500} />}
      </Field>
      <PaperInput
        scope="lapse"
        label="证明材料"
        why="提出订约的通知、他的答复等。他会收到通知。"
        error={errors.file ?? errors['']}
      />
      <div className="grid sm:block">
        <SubmitButton intent="lapse" look="secondary">
          登记了结
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
