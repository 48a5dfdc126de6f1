import { useActionData } from '@remix-run/react';
import { useState } from 'react';
import type { Day } from '#app/domain/days.ts';
import { Clock } from '../clock.tsx';
import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { RoomReply } from './room-meetings.tsx';

interface RoomTasksProps {
  tasks: readonly {
    readonly id: string;
    readonly title: string;
    readonly assigneeName: string;
    readonly orgName: string;
    readonly dueOn: Day;
    readonly isDone: boolean;
    /** The deal ended before it was done. */
    readonly isEnded: boolean;
    readonly mayFinish: boolean;
  }[];
  people: readonly { readonly value: string; readonly label: string }[];
  mayWrite: boolean;
  today: Day;
  replayKey: string;
}

/** Who does what by when. */
export function RoomTasks({ tasks, mayWrite, today, ...rest }: RoomTasksProps) {
  return (
    <section aria-labelledby="tasks">
      <SectionHead look="plain" id="tasks">
        任务
      </SectionHead>
      {tasks.length === 0 && <p className="text-sm text-ink-soft">还没有任务。说定的事写在这里：谁做，哪天做完。</p>}
      <ul className="grid gap-2">
        {tasks.map((task) => (
          <li
            key={task.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 rounded-lg border border-line bg-card px-4 py-2"
          >
            <span className="min-w-0 break-words">
              {task.isDone || task.isEnded ? <s>{task.title}</s> : task.title}
              <span className="block text-sm text-ink-soft">
                {task.orgName} {task.assigneeName}
              </span>
            </span>
            {task.isDone ? (
              <span className="text-sm text-accent">✓ 已完成</span>
            ) : task.isEnded ? (
              <span className="text-sm text-ink-soft">随洽谈结束</span>
            ) : (
              <span className="flex flex-wrap items-center gap-3 text-sm">
                <Clock dueOn={task.dueOn} today={today} />
                {task.mayFinish && (
                  <IntentForm intent="finishTask">
                    <input type="hidden" name="taskId" value={task.id} />
                    <SubmitButton look="secondary" intent="finishTask">
                      完成
                    </SubmitButton>
                  </IntentForm>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && <AddTask key={tasks.length} {...rest} />}
    </section>
  );
}

function AddTask({ people, replayKey: given }: Pick<RoomTasksProps, 'people' | 'replayKey'>) {
  // A live update brings a new key; what is being typed keeps its own until it is sent.
  const [replayKey] = useState(given);
  const answer = useActionData<RoomReply>();
  const reply = answer?.intent === 'task' ? answer : undefined;
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string) => (typeof reply?.values[name] === 'string' ? reply.values[name] : '');
  return (
    <details className="mt-3 rounded-lg border border-line bg-card" open={reply !== undefined}>
      <summary className="min-h-11 px-4 py-2.5 font-bold">加一项任务</summary>
      <IntentForm intent="task" replayKey={replayKey} className="grid gap-4 border-t border-line px-4 py-4">
        <ErrorSummary errors={errors} message={whole?.[0]} scope="task" />
        <Field name="title" label="做什么" scope="task" error={errors.title}>
          {(control) => <TextInput {...control} maxLength={120} defaultValue={typed('title')} />}
        </Field>
        <Field name="assigneeId" label="由谁做" scope="task" error={errors.assigneeId}>
          {(control) => <Select {...control} options={people} blank="请选择" defaultValue={typed('assigneeId')} />}
        </Field>
        <Field name="dueOn" label="期限" scope="task" error={errors.dueOn}>
          {(control) => <DateInput {...control} defaultValue={typed('dueOn')} />}
        </Field>
        <div>
          <SubmitButton look="secondary" intent="task">
            加上
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
