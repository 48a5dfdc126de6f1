import { Link } from '@remix-run/react';
import { Sample } from './sample.tsx';

export interface OrganisationRowData {
  readonly id: string;
  readonly name: string;
  readonly isSample: boolean;
  readonly kind: string;
  readonly regionName: string;
  /** Public achievements altogether, and of the found records its own. */
  readonly published: number;
  readonly achievements: number;
  readonly demands: number;
}

/** One organisation with the way to what it published. */
export function OrganisationRow({ row, words }: { row: OrganisationRowData; words: string }) {
  const of = `org=${row.id}`;
  const asked = `q=${encodeURIComponent(words)}&${of}`;
  const links = [
    { to: `/achievements?${asked}`, label: `${row.achievements} 项相符的成果`, isShown: row.achievements > 0 },
    { to: `/demands?${asked}`, label: `${row.demands} 项相符的需求`, isShown: row.demands > 0 },
    { to: `/achievements?${of}`, label: `全部 ${row.published} 项成果`, isShown: row.published > row.achievements },
  ].filter(({ isShown }) => isShown);
  return (
    <article className="border-b border-line py-4">
      <h3 className="text-lg font-bold">
        {row.name} {row.isSample && <Sample />}
      </h3>
      <p className="text-sm text-ink-soft">
        {row.kind}，{row.regionName}
      </p>
      {links.length > 0 && (
        <ul aria-label={`${row.name}公开的内容`} className="flex flex-wrap gap-x-5 text-sm">
          {links.map(({ to, label }) => (
            <li key={to}>
              <Link to={to} className="link inline-flex min-h-11 items-center tabular-nums sm:min-h-7">
                {label}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
