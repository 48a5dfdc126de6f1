import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { StateShape, type Shape } from './state-shape.tsx';
import { toneEdge, toneText, type Tone } from './tone.ts';

type NoticeKind = 'info' | 'success' | 'attention' | 'danger';

interface NoticeProps {
  kind?: NoticeKind;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Read out when it appears: `polite` for what went well, `assertive` for what failed. */
  live?: 'polite' | 'assertive';
}

const drawn: Readonly<Record<NoticeKind, { tone: Tone; shape: Shape; word: string }>> = {
  info: { tone: 'info', shape: 'dot', word: '提示：' },
  success: { tone: 'good', shape: 'check', word: '完成：' },
  attention: { tone: 'attention', shape: 'clock', word: '注意：' },
  danger: { tone: 'danger', shape: 'alert', word: '有问题：' },
};

/** Something to know before going on. */
export function Notice({ kind = 'info', title, children, actions, live }: NoticeProps) {
  const { tone, shape, word } = drawn[kind];
  return (
    <div
      role={live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined}
      className={classes('rounded-lg border border-l-[3px] border-line bg-card px-4 py-3 sm:px-5', toneEdge[tone])}
    >
      <span className="sr-only">{word}</span>
      {title && (
        <p className={classes('flex items-baseline gap-2 font-bold', toneText[tone])}>
          <StateShape shape={shape} className="relative top-0.5" />
          <span>{title}</span>
        </p>
      )}
      {children && <div className={classes('text-sm', title ? 'mt-1' : '')}>{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
