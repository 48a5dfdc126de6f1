import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { StateShape, type Shape } from './state-shape.tsx';

export interface TimeLineItem {
  readonly key: string;
  readonly title: string;
  /** When: a day, a span, a rhythm. */
  readonly when: ReactNode;
  readonly note?: ReactNode;
  /** A state of its own, e.g. that its money has come. */
  readonly mark?: ReactNode;
  /** `waiting` is done by one side and not yet by the other; `missed` will not come any more, `broken` is where it broke off. */
  /** What `waiting` waits for, where it can be said. */
  readonly waitsFor?: string;
  readonly state: 'done' | 'now' | 'waiting' | 'later' | 'missed' | 'broken';
}

const shapes: Readonly<Record<TimeLineItem['state'], Shape>> = {
  done: 'check',
  now: 'clock',
  waiting: 'half',
  later: 'dashed',
  missed: 'dashed',
  broken: 'cross',
};

const colours: Readonly<Record<TimeLineItem['state'], string>> = {
  done: 'text-ink-soft',
  now: 'text-attention',
  waiting: 'text-gold',
  later: 'text-ink-faint',
  missed: 'text-ink-faint',
  broken: 'text-danger',
};

const words: Readonly<Record<TimeLineItem['state'], string>> = {
  done: '已完成',
  now: '正在进行',
  waiting: '还有未完的',
  later: '未到',
  missed: '未发生',
  broken: '到此为止',
};

/** What has happened and what comes: along the page from 900 px on, down it on a phone. */
export function TimeLine({ items, label }: { items: readonly TimeLineItem[]; label: string }) {
  return (
    <ol aria-label={label} className="time-line text-sm">
      {items.map((item, i) => {
        const next = items[i + 1];
        return (
          <li
            key={item.key}
            data-ahead={item.state === 'done' && next && !['later', 'missed'].includes(next.state) ? undefined : ''}
            aria-current={item.state === 'now' ? 'step' : undefined}
            className={classes('time-line-item', item.state === 'now' && 'text-attention')}
          >
            <span className={classes('time-line-mark', colours[item.state])}>
              <StateShape shape={shapes[item.state]} className={item.state === 'now' ? 'h-5 w-5' : 'h-4 w-4'} />
            </span>
            <span className="time-line-title font-bold">
              {item.title}
              <span className="sr-only">，{(item.state === 'waiting' && item.waitsFor) || words[item.state]}</span>
            </span>
            <span className="time-line-body">
              <span className={classes('tabular-nums', item.state === 'now' ? 'font-bold' : 'text-ink-soft')}>
                {item.when}
              </span>
              {item.note && <span className="block text-ink-soft">{item.note}</span>}
            </span>
            {item.mark && <span className="time-line-sign">{item.mark}</span>}
          </li>
        );
      })}
    </ol>
  );
}
