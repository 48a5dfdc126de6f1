import { type MemberRole, memberRoleLabels } from '#app/domain/access.ts';
import { SectionHead } from '../section-head.tsx';

interface RoomPeopleProps {
  people: readonly {
    readonly userId: string;
    readonly name: string;
    readonly orgName: string;
    readonly roles: readonly MemberRole[];
  }[];
}

/** Who reads the room, by side, with what each may do in it. */
export function RoomPeople({ people }: RoomPeopleProps) {
  if (people.length === 0) return null;
  const sides = [...new Set(people.map(({ orgName }) => orgName))];
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5">
      <SectionHead look="plain">能看到这里的人</SectionHead>
      <dl className="grid gap-2 text-sm">
        {sides.map((side) => (
          <div key={side}>
            <dt className="text-ink-soft">{side}</dt>
            {people
              .filter(({ orgName }) => orgName === side)
              .map((person) => (
                <dd key={person.userId}>
                  {person.name}，
                  {person.roles.length > 0
                    ? person.roles.map((role) => memberRoleLabels[role]).join('、')
                    : '技术经纪人'}
                </dd>
              ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
