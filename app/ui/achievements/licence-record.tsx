import { type ContractKind, contractKindLabels } from '#app/domain/contract-kind.ts';
import { SectionHead } from '../section-head.tsx';

export interface LicenceYear {
  readonly year: number;
  readonly kind: ContractKind;
  readonly n: number;
}

/** What has been licensed before: years, kinds and how many; never to whom or for how much. */
export function LicenceRecord({ licences }: { licences: readonly LicenceYear[] }) {
  if (licences.length === 0) return null;
  return (
    <section>
      <SectionHead note="在本平台签约履行的，不公开对方和金额">许可过</SectionHead>
      <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
        {licences.map(({ year, kind, n }) => (
          <li key={`${year} ${kind}`} className="rounded-md border border-line bg-card px-4 py-2">
            <span className="nums text-ink-soft">{year} 年</span> {contractKindLabels[kind]} <b className="nums">{n}</b>{' '}
            份
          </li>
        ))}
      </ul>
    </section>
  );
}
