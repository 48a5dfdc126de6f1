import { Link } from '@remix-run/react';
import { Amount } from '../amount.tsx';
import { SectionHead } from '../section-head.tsx';
import type { ClaimLine } from './statement-shown.ts';

/** Claims that a minimum made, without a report. */
export function Minima({ minima }: { minima: readonly ClaimLine[] }) {
  if (minima.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">按最低提成产生的</SectionHead>
      <ul className="grid gap-1">
        {minima.map((claim) => (
          <li key={claim.id}>
            <Link to={`/desk/obligations/${claim.id}`} className="link-quiet">
              {claim.label}
            </Link>{' '}
            <Amount fen={claim.amountFen} />
            {claim.outstandingFen > 0n ? '，未付清' : '，已到账'}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the licensor repays, because nothing is left that it could be set against. */
export function Returns({ returns }: { returns: readonly ClaimLine[] }) {
  if (returns.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">收款方应退还的</SectionHead>
      <ul className="grid gap-1">
        {returns.map((claim) => (
          <li key={claim.id}>
            <Link to={`/desk/obligations/${claim.id}`} className="link-quiet">
              {claim.label}
            </Link>{' '}
            <Amount fen={claim.amountFen} />
            {claim.outstandingFen > 0n ? '，还没有退' : claim.creditedFen > 0n ? '，付款方已放弃' : '，已退还'}
          </li>
        ))}
      </ul>
    </section>
  );
}
