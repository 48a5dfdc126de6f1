import { Link } from '@remix-run/react';
import type { DistributionState } from '#app/domain/distribution.ts';
import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { ShareMark } from './money/share-mark.tsx';
import { SectionHead } from './section-head.tsx';

export interface OwnShareSummary {
  /** Entered in the unit's book under this person's name. */
  readonly enteredFen: Fen;
  /** Approved, not entered yet. */
  readonly decidedFen: Fen;
  readonly latest: readonly {
    readonly id: string;
    readonly kind: string;
    readonly contractTitle: string;
    readonly receiptNo: string;
    readonly amountFen: Fen;
    readonly state: DistributionState;
    readonly paidOn: string | null;
  }[];
}

/** 我的份额: what was shared to this person. An inventor's desk begins with it. */
export function OwnShareCard({ shares }: { shares: OwnShareSummary }) {
  const { enteredFen, decidedFen, latest } = shares;
  return (
    <section aria-labelledby="own-share">
      <SectionHead
        look="plain"
        id="own-share"
        action={
          <Link to="/desk/money" className="link-quiet">
            看全部
          </Link>
        }
      >
        我的份额
      </SectionHead>
      <div className="grid gap-4 rounded-lg border border-line bg-card px-5 py-4">
        <div className="flex flex-wrap gap-x-10 gap-y-3">
          <div>
            <p className="text-sm text-ink-soft">已入账</p>
            <p className="text-[1.375rem] font-bold text-accent">
              <Amount fen={enteredFen} />
            </p>
          </div>
          <div>
            <p className="text-sm text-ink-soft">已批准，待财务入账</p>
            <p className="text-[1.375rem] font-bold">
              <Amount fen={decidedFen} />
            </p>
          </div>
        </div>
        {latest.length === 0 ? (
          <p className="text-sm text-ink-soft">还没有分到你名下的收益。合同到账并由单位分配后，会写在这里。</p>
        ) : (
          <ul>
            {latest.map((share) => (
              <li
                key={share.id}
                className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-line py-2 text-sm"
              >
                <span className="min-w-0">
                  {share.kind === 'person' ? (
                    <Link to={`/desk/shares/${share.id}`} className="link-quiet">
                      {share.contractTitle}
                    </Link>
                  ) : (
                    share.contractTitle
                  )}{' '}
                  <span className="nums text-ink-soft">{share.receiptNo}</span>
                </span>
                <span className="flex items-baseline gap-4">
                  <ShareMark share={share} />
                  <b>
                    <Amount fen={share.amountFen} />
                  </b>
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
