import type { ReactNode } from 'react';
import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { classes } from './classes.ts';
import { StateShape, type Shape } from './state-shape.tsx';
import { toneText, type Tone } from './tone.ts';

/** Something that waits for somebody. */
export interface Task {
  readonly key: string;
  /** Usually a Clock in its stacked look. */
  readonly due: ReactNode;
  readonly shape: Shape;
  /** 验收, 到账确认, 公示. */
  readonly kind: string;
  readonly title: ReactNode;
  readonly detail: ReactNode;
  readonly fen?: Fen;
  readonly action?: ReactNode;
}

export interface TaskGroup {
  readonly title: string;
  /** Overdue is danger, today attention. */
  readonly tone?: Tone;
  readonly tasks: readonly Task[];
}

/** 待办: what waits, by deadline; on a phone every task keeps its button in reach. */
export function TaskList({ groups }: { groups: readonly TaskGroup[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-card">
      {groups
        .filter((group) => group.tasks.length > 0)
        .map((group) => (
          <section key={group.title} className="border-t border-line first:border-t-0">
            <h3
              className={classes(
                'flex items-center gap-2 bg-sunk px-4 py-1 text-sm font-bold',
                toneText[group.tone ?? 'neutral'],
              )}
            >
              {group.tone === 'danger' && <StateShape shape="alert" />}
              {group.tone === 'attention' && <StateShape shape="clock" />}
              {group.title}
              <span className="font-normal tabular-nums text-ink-soft">{group.tasks.length}</span>
            </h3>
            <ul>
              {group.tasks.map((task) => (
                <TaskRow key={task.key} task={task} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function TaskRow({ task }: { task: Task }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 sm:grid-cols-[6rem_minmax(0,1fr)_auto_6rem] sm:gap-x-4">
      <div>{task.due}</div>
      <div className="order-3 col-span-2 min-w-0 sm:order-none sm:col-span-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="inline-flex items-baseline gap-1.5 text-sm text-ink-soft">
            <StateShape shape={task.shape} className="relative top-0.5 h-3.5 w-3.5" />
            {task.kind}
          </span>
          <span>{task.title}</span>
        </p>
        <p className="text-sm text-ink-soft">{task.detail}</p>
      </div>
      <p className="text-right text-sm font-bold">{task.fen !== undefined && <Amount fen={task.fen} />}</p>
      {task.action && <div className="order-4 col-span-2 grid sm:order-none sm:col-span-1">{task.action}</div>}
    </li>
  );
}
