import { Link } from '@remix-run/react';

/** What a row of open sums is about: a contract with its number, leading to its page, or the name of a party or a region. */
export function GroupName({
  group,
}: {
  group: { readonly key: string; readonly label: string; readonly no?: string | undefined };
}) {
  if (group.no === undefined) return group.label;
  return (
    <>
      <Link to={`/desk/contracts/${group.key}`} className="link-quiet">
        {group.label}
      </Link>
      <span className="nums block text-ink-soft">{group.no}</span>
    </>
  );
}
