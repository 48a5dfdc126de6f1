import type { ReactNode } from 'react';
import { classes } from './classes.ts';

interface SectionHeadProps {
  children: ReactNode;
  /** A quiet remark: as of when, counted how, in which unit. */
  note?: ReactNode;
  /** The one link or the sort at the right. */
  action?: ReactNode;
  /** `ruled` (2 px of ink) on public pages, `plain` above the cards of the desk. */
  look?: 'ruled' | 'plain';
  /** 1 where the section is the page, as the count above a list of results. */
  level?: 1 | 2 | 3;
  id?: string;
}

/** Head of a section. */
export function SectionHead({ children, note, action, look = 'ruled', level = 2, id }: SectionHeadProps) {
  const Heading = (['h1', 'h2', 'h3'] as const)[level - 1] ?? 'h2';
  const ruled = look === 'ruled';
  return (
    <div
      className={classes(
        'flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5',
        ruled ? 'border-b-2 border-ink pb-2.5' : 'pb-2.5',
      )}
    >
      <Heading
        id={id}
        className={classes(
          'font-bold',
          ruled && level < 3 ? 'text-xl' : 'text-lg',
          // A note that does not fit beside the head goes under it as a whole.
          note && !ruled && 'flex flex-wrap items-baseline gap-x-3',
        )}
      >
        {note && !ruled ? <span>{children}</span> : children}
        {note && !ruled && <span className="text-sm font-normal text-ink-soft">{note}</span>}
      </Heading>
      {(action || (note && ruled)) && (
        <div className={classes('flex flex-wrap items-baseline gap-x-4', !ruled && 'text-sm')}>
          {note && ruled && <p className="text-sm text-ink-faint">{note}</p>}
          {action && <div className="head-action">{action}</div>}
        </div>
      )}
    </div>
  );
}
