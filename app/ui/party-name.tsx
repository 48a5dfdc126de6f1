import { Sample } from './sample.tsx';

/** An organisation's name, with 示例 where it is invented. */
export function PartyName({ org }: { org: { readonly name: string; readonly isSample: boolean } }) {
  return (
    <>
      {org.name} {org.isSample && <Sample />}
    </>
  );
}
