import { Link } from '@remix-run/react';
import { Amount } from '../amount.tsx';
import { SectionHead } from '../section-head.tsx';
import type { ClaimLine } from './statement-shown.ts';

/** Claims that a minimum made, without a report. */
export const Minima = ({ minima }: { minima: readonly ClaimLine[] }) => (
  <Charged title="按最低提成产生的" claims={minima} />
);

/** What was charged anew when the end of a right was taken back. */
export const Restored = ({ restored }: { restored: readonly ClaimLine[] }) => (
  <Charged title="权利恢复补计" claims={restored} />
);

function Charged({ title, claims }: { title: string; claims: readonly ClaimLine[] }) {
  if (claims.length === 0) return null;
  return (
    <section>
      <SectionHead look="plain">{title}</SectionHead>
      <ul className="grid gap-1">
        {claims.map((claim) => (
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
