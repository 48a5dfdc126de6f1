import { type MemberRole, memberRoleLabels } from '#app/domain/access.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { KeyValue } from './key-value.tsx';
import { PartyName } from './party-name.tsx';

interface Member {
  readonly name: string;
  readonly roles: readonly MemberRole[];
}

interface ContractPeopleProps {
  sides: SideNames;
  licensor: { readonly name: string; readonly isSample: boolean };
  licensee: { readonly name: string; readonly isSample: boolean };
  people: {
    readonly licensor: readonly Member[];
    readonly licensee: readonly Member[];
    readonly team: readonly { readonly name: string; readonly title: string }[];
    readonly broker: readonly {
      readonly name: string;
      readonly orgName: string;
      readonly endsOn: string;
    }[];
  };
}

const shown: readonly MemberRole[] = ['officer', 'approver', 'finance', 'legal'];

const Members = ({ members }: { members: readonly Member[] }) => (
  <ul>
    {members.map((member) => (
      <li key={member.name} className="text-ink-soft">
        {member.name}，
        {member.roles
          .filter((role) => shown.includes(role))
          .map((role) => memberRoleLabels[role])
          .join('、')}
      </li>
    ))}
  </ul>
);

/** The parties and who acts for them. */
export function ContractPeople({ sides, licensor, licensee, people }: ContractPeopleProps) {
  const items = [
    { label: sides.licensor, value: <Party org={licensor} members={people.licensor} /> },
    { label: sides.licensee, value: <Party org={licensee} members={people.licensee} /> },
    ...people.broker.map((broker) => ({
      label: '技术经纪',
      value: `${broker.name}（${broker.orgName}），委托至 ${broker.endsOn}`,
    })),
    ...(people.team.length > 0
      ? [{ label: '完成人', value: people.team.map((person) => person.name).join('、') }]
      : []),
  ];
  return (
    <div className="rounded-lg border border-line bg-card px-4 py-2">
      <KeyValue items={items} />
    </div>
  );
}

function Party({
  org,
  members,
}: {
  org: { readonly name: string; readonly isSample: boolean };
  members: readonly Member[];
}) {
  return (
    <>
      <PartyName org={org} />
      <Members members={members} />
    </>
  );
}
