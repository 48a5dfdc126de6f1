import { Link } from '@remix-run/react';
import { Sample } from '../sample.tsx';
import { SectionHead } from '../section-head.tsx';

interface AchievementTeamProps {
  people: readonly { readonly name: string; readonly title: string }[];
  uscc: string;
  isSample: boolean;
}

/** Those of the team who agreed to be named. */
export function AchievementTeam({ people, uscc, isSample }: AchievementTeamProps) {
  if (people.length === 0) return null;
  return (
    <section>
      <SectionHead note="姓名经本人同意公开">团队</SectionHead>
      <ul className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-4">
        {people.map((person) => (
          <li key={person.name + person.title}>
            <Link to={`/experts/${uscc}/${encodeURIComponent(person.name)}`} className="link font-bold">
              {person.name}
            </Link>{' '}
            {isSample && <Sample />}
            <span className="block text-sm text-ink-soft">{person.title}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
