import { Link } from '@remix-run/react';
import { brokerLevels } from './broker-levels.ts';
import { Sample } from './sample.tsx';
import { Tag } from './tag.tsx';

export interface ExpertRowData {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly broker: { readonly level: keyof typeof brokerLevels; readonly intro: string } | null;
  readonly fields: readonly string[];
  readonly works: readonly { readonly no: string; readonly title: string }[];
}

/** Somebody who knows the matter: who, where, and what shows it. */
export function ExpertRow({ row }: { row: ExpertRowData }) {
  return (
    <article className="border-b border-line py-4">
      <h3 className="flex flex-wrap items-baseline gap-x-2 text-lg font-bold">
        {row.broker ? (
          <Link to={`/brokers#b-${row.key}`} className="link-quiet">
            {row.name}
          </Link>
        ) : (
          row.name
        )}
        {row.isSample && <Sample />}
        {row.broker && <Tag>{brokerLevels[row.broker.level]}</Tag>}
      </h3>
      <p className="text-sm text-ink-soft">{[row.orgName, row.title].filter(Boolean).join('，')}</p>
      {row.broker && <p className="mt-1 line-clamp-2 text-ink-soft">{row.broker.intro}</p>}
      {row.fields.length > 0 && <p className="mt-1 text-sm text-ink-soft">领域：{row.fields.join('、')}</p>}
      {row.works.length > 0 && (
        <ul aria-label={`${row.name}的成果`} className="text-sm">
          {row.works.map(({ no, title }) => (
            <li key={no}>
              <Link to={`/achievements/${no}`} className="link inline-flex min-h-11 items-center sm:min-h-7">
                {title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
