import { Link } from '@remix-run/react';
import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';

interface DraftListProps {
  drafts: readonly {
    readonly id: string;
    readonly dealId: string;
    readonly dealNo: string;
    readonly achievement: string;
    readonly updatedAt: Date;
    readonly by: string;
    readonly signedContractId: string | null;
  }[];
}

/** What was begun and not sent: each leads back to where it was left. */
export function DraftList({ drafts }: DraftListProps) {
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="drafts-head" className="mb-8">
      <SectionHead look="plain" id="drafts-head" note="只有本单位看得到">
        没写完的草稿
      </SectionHead>
      <ul className="divide-y divide-line rounded-lg border border-line bg-card">
        {drafts.map((draft) => (
          <li key={draft.id} className="px-4 py-3">
            <Link
              to={
                draft.signedContractId
                  ? `/desk/contracts/${draft.signedContractId}/amend?step=review`
                  : `/desk/deals/${draft.dealId}/contract?step=review`
              }
              className="link inline-flex min-h-11 items-center font-bold sm:min-h-6"
            >
              {draft.achievement}
            </Link>
            <p className="text-sm text-ink-soft">
              {draft.signedContractId ? '合同变更' : `洽谈 ${draft.dealNo}`}；{draft.by} 存于{' '}
              <DateText value={draft.updatedAt} as="minute" />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
