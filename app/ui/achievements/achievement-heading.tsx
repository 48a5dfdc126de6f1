import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/days.ts';
import { Freshness } from '../freshness.tsx';
import { PageTitle } from '../page-title.tsx';
import { PrintButton } from '../print-button.tsx';
import { Sample } from '../sample.tsx';
import { Tag } from '../tag.tsx';

interface AchievementHeadingProps {
  name: string;
  org: { readonly name: string; readonly uscc: string; readonly isSample: boolean };
  /** Fields, chains, place, registration number: what says in one line where it belongs. */
  facts: readonly string[];
  tags: readonly { readonly label: string; readonly isNeutral?: boolean }[];
  confirmedOn: Day | null;
  today: Day;
}

/** The name of an achievement with whose it is and how fresh. */
export const AchievementHeading = ({ name, org, facts, tags, confirmedOn, today }: AchievementHeadingProps) => (
  <PageTitle
    marks={
      <>
        {tags.map(({ label, isNeutral = false }) => (
          <Tag key={label} {...(isNeutral && { tone: 'neutral' as const })}>
            {label}
          </Tag>
        ))}
        <span className="text-sm">
          <Freshness confirmedOn={confirmedOn} today={today} />
        </span>
      </>
    }
    meta={
      <p className="flex flex-wrap gap-x-4">
        <span className="text-ink">
          <Link to={`/units/${org.uscc}`} className="link-quiet">
            {org.name}
          </Link>{' '}
          {org.isSample && <Sample />}
        </span>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
    }
    actions={<PrintButton />}
  >
    {name}
  </PageTitle>
);
