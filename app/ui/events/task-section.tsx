import { DateText } from '../date-text.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { DeskReply } from './event-deeds.tsx';

interface TaskSectionProps {
  tasks: readonly { id: string; afterDays: number; dueOn: string; note: string; doneAt: Date | null }[];
  /** Deals that began there, to see at a glance which ones stand still. */
  trace: readonly {
    readonly dealId: string;
    readonly title: string;
    readonly licensee: string | null;
    readonly signedAt: Date | null;
  }[];
  mayEdit: boolean;
  reply: DeskReply | undefined;
}

/** What becomes of it after 7, 30 and 90 days. */
export function TaskSection({ tasks, trace, mayEdit, reply }: TaskSectionProps) {
  const open = trace.filter(({ signedAt }) => signedAt === null);
  return (
    <section className="grid gap-3">
      <SectionHead look="plain" note="到期前 3 天出现在待办里">
        会后跟进
      </SectionHead>
      {open.length > 0 && (
        <p className="text-sm text-ink-soft">
          还没有签约的 {open.length} 项：
          {open.map(({ title, licensee }) => `${title}（${licensee ?? '匿名企业'}）`).join('、')}
        </p>
      )}
      {tasks.map((task) => (
        <div key={task.id} className="rounded-lg border border-line bg-card px-5 py-3">
          <p className="font-bold">
            会后 {task.afterDays} 天 <DateText value={task.dueOn} />
          </p>
          {task.doneAt !== null ? (
            <p className="text-sm text-ink-soft">{task.note}</p>
          ) : (
            mayEdit && (
              <IntentForm intent="finish-task" className="flex flex-wrap items-end gap-3">
                <input type="hidden" name="rowId" value={task.id} />
                <Field
                  name="note"
                  scope={task.id}
                  label="跟进情况"
                  error={
                    reply?.intent === 'finish-task' && reply.values.rowId === task.id ? reply.errors.note : undefined
                  }
                >
                  {(control) => <TextInput {...control} />}
                </Field>
                <SubmitButton look="secondary" intent="finish-task">
                  记下
                </SubmitButton>
              </IntentForm>
            )
          )}
        </div>
      ))}
    </section>
  );
}
