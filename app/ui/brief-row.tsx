import type { TrlBasis } from '#app/domain/effective-trl.ts';
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Sample } from './sample.tsx';
import { Tag } from './tag.tsx';
import { TrlLadder } from './trl-ladder.tsx';

interface BriefRowProps {
  to: string;
  title: string;
  /** The day, or what is left of the term. */
  aside: ReactNode;
  text: ReactNode;
  unitName: string;
  isSample: boolean;
  trl?: { readonly level: number; readonly assessedBy: TrlBasis } | null;
  tag?: string;
  price?: string;
}

/** A listing in three lines, for the home page and for what stands beside a detail. */
export function BriefRow({ to, title, aside, text, unitName, isSample, trl, tag, price }: BriefRowProps) {
  return (
    <article className="border-b border-line py-3">
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="font-bold">
          <Link to={to} className="link-quiet">
            {title}
          </Link>
        </h3>
        <p className="nums flex-none text-sm text-ink-faint">{aside}</p>
      </div>
      <p className="line-clamp-2 text-ink-soft">{text}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">
        <span>
          {unitName} {isSample && <Sample />}
        </span>
        {trl && (
          <span className="nums inline-flex items-center gap-2">
            <span className="hidden sm:inline">
              <TrlLadder level={trl.level} assessedBy={trl.assessedBy} />
            </span>
            TRL {trl.level}
            {trl.assessedBy === 'self' && ' 自评'}
          </span>
        )}
        {tag && <Tag>{tag}</Tag>}
        {price && <b className="nums text-ink">{price}</b>}
      </p>
    </article>
  );
}
