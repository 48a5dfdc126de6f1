import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { classes } from './classes.ts';
import { toneText, type Tone } from './tone.ts';

interface MoneyCellProps {
  fen: Fen | null;
  /** What produced the figure. */
  to: string | null;
  as: 'yuan' | 'plain';
  tone?: Tone;
}

/** An amount in a table: a dash for none, a link to what produced it. */
export function MoneyCell({ fen, to, as, tone }: MoneyCellProps) {
  if (fen === null) return <span className="text-ink-faint">—</span>;
  const amount = <Amount fen={fen} as={as} tone={fen === 0n ? 'neutral' : tone} />;
  return to ? (
    <Link to={to} className={classes('figure-link', tone && toneText[tone])}>
      {amount}
    </Link>
  ) : (
    amount
  );
}
