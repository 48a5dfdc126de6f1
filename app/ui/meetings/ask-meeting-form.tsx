import { ticketKindLabels, type TicketKind } from '#app/domain/event-registration.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { whoWords } from './meeting-words.ts';

interface AskMeetingFormProps {
  others: readonly {
    readonly id: string;
    readonly kind: TicketKind;
    readonly name: string;
    readonly unit: string;
    readonly post: string;
    readonly seeks: string;
  }[];
  /** Achievements of the programme that a meeting can be about. */
  subjects: readonly { readonly id: string; readonly name: string }[];
  /** Whether he himself takes part: only then he sees the others. */
  takesPart: boolean;
  replayKey: string;
  reply:
    | { readonly values: Readonly<Record<string, unknown>>; readonly errors: Readonly<Record<string, string[]>> }
    | undefined;
}

/** Whom to meet, and what for. */
export function AskMeetingForm({ others, subjects, takesPart, replayKey, reply }: AskMeetingFormProps) {
  if (!takesPart) {
    return (
      <p className="text-ink-soft">
        你还没有参加一对一洽谈。先在下面的
        <a href="#availability" className="link">
          我什么时候能见
        </a>
        里选参加，就能看到可以约的人。
      </p>
    );
  }
  if (others.length === 0) return <p className="text-ink-soft">现在没有别的参会人可以约。</p>;
  return (
    <IntentForm
      intent="ask"
      replayKey={replayKey}
      className="grid gap-4 rounded-lg border border-line bg-card px-5 py-4"
    >
      <Field name="toId" label="想见谁" error={reply?.errors.toId}>
        {(control) => (
          <Select
            {...control}
            blank="请选参会人"
            defaultValue={String(reply?.values.toId ?? '')}
            options={others.map((one) => ({
              value: one.id,
              label: `${ticketKindLabels[one.kind]}：${whoWords(one)}${one.seeks ? `（想谈 ${one.seeks}）` : ''}`,
            }))}
          />
        )}
      </Field>
      <Field name="purpose" label="想谈什么" why="写给对方看，例如：想看低温季的中试数据" error={reply?.errors.purpose}>
        {(control) => <TextArea {...control} rows={2} defaultValue={String(reply?.values.purpose ?? '')} />}
      </Field>
      {subjects.length > 0 && (
        <Field
          name="achievementId"
          label="关于哪项成果"
          why="你方或对方单位的；双方都有意向时洽谈室就按它打开"
          required={false}
          error={reply?.errors.achievementId}
        >
          {(control) => (
            <Select
              {...control}
              blank="会上再说"
              defaultValue={String(reply?.values.achievementId ?? '')}
              options={subjects.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      )}
      <div>
        <SubmitButton intent="ask">发出约见</SubmitButton>
      </div>
    </IntentForm>
  );
}
