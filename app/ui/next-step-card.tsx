import type { ReactNode } from 'react';

export interface Upcoming {
  readonly key: string;
  readonly on: ReactNode;
  readonly text: ReactNode;
}

interface NextStepCardProps {
  /** Where things stand. */
  state?: ReactNode;
  /** The one sentence: who should do what by when, and what happens otherwise. */
  title: ReactNode;
  detail?: ReactNode;
  /** At most one primary. */
  actions?: ReactNode;
  upcomingTitle?: string;
  upcoming?: readonly Upcoming[];
  /** So many of them stand open, the others behind their count; all if not said. */
  openUpcoming?: number;
  level?: 2 | 3;
}

/** The one next step of a contract, a deal or a listing, and what comes after it. */
export function NextStepCard({
  upcoming = [],
  upcomingTitle = '接着还有',
  openUpcoming,
  level = 2,
  ...props
}: NextStepCardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const Small = level === 2 ? 'h3' : 'h4';
  const [open, folded] = [
    upcoming.slice(0, openUpcoming),
    openUpcoming === undefined ? [] : upcoming.slice(openUpcoming),
  ];
  return (
    <div className="rounded-lg border border-line bg-card lg:flex">
      <div className="px-4 py-5 lg:flex-[2] lg:px-6">
        {props.state}
        <Heading className="mt-2 text-lg leading-normal sm:text-xl">{props.title}</Heading>
        {props.detail && <div className="mt-1 text-sm text-ink-soft">{props.detail}</div>}
        {props.actions && <div className="mt-4 grid gap-2 sm:flex sm:flex-wrap">{props.actions}</div>}
      </div>
      {upcoming.length > 0 && (
        <div className="border-t border-line px-4 py-5 text-sm lg:flex-1 lg:border-l lg:border-t-0 lg:px-6">
          <Small className="pb-1 font-bold">{upcomingTitle}</Small>
          <UpcomingList items={open} />
          {folded.length > 0 && (
            <details className="border-t border-line">
              <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1.5">另有 {folded.length} 件</summary>
              <UpcomingList items={folded} />
            </details>
          )}
        </div>
      )}
    </div>
  );
}

const UpcomingList = ({ items }: { items: readonly Upcoming[] }) => (
  <ul>
    {items.map((item) => (
      <li key={item.key} className="flex gap-4 border-t border-line py-1.5">
        <span className="nums w-20 flex-none text-ink-soft">{item.on}</span>
        <span className="min-w-0">{item.text}</span>
      </li>
    ))}
  </ul>
);
