import { Link } from '@remix-run/react';
import { ButtonLink } from './button.tsx';
import { percent } from './match-words.ts';
import { Sample } from './sample.tsx';
import { SectionHead } from './section-head.tsx';

interface NearDemand {
  readonly id: string;
  readonly no: string;
  readonly title: string;
  /** Null where the enterprise stays unnamed. */
  readonly orgName: string | null;
  readonly isSample: boolean;
  readonly coveragePpm: number;
  readonly terms: readonly string[];
}

interface NearDemandsProps {
  demands: readonly NearDemand[];
  achievementId: string;
  isOfficer: boolean;
}

/** Demands found from the achievement, in whose own list it does not stand. */
export function NearDemands({ demands, achievementId, isOfficer }: NearDemandsProps) {
  if (demands.length === 0) return null;
  return (
    <section className="mt-8">
      <SectionHead look="plain" note="从这项成果找过去；这些需求自己的匹配里，别的成果更相符">
        用词相近的其他需求
      </SectionHead>
      <ul className="rounded-lg border border-line bg-card">
        {demands.map((demand) => (
          <li key={demand.id} className="border-b border-line px-4 py-3 last:border-b-0 sm:px-5">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Link to={`/demands/${demand.no}`} className="link">
                {demand.title}
              </Link>
              <span className="text-sm text-ink-soft">
                {demand.orgName ?? '匿名企业'} {demand.isSample && <Sample />}
              </span>
            </p>
            <p className="text-sm text-ink-soft">
              同词 {demand.terms.join('、')}，占成果用词的 {percent(demand.coveragePpm)}
            </p>
            {isOfficer && (
              <p className="mt-2">
                <ButtonLink to={`/desk/deals/new?achievement=${achievementId}&demand=${demand.id}`}>
                  用它应答<span className="sr-only">：{demand.title}</span>
                </ButtonLink>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
