import { Link } from '@remix-run/react';
import type { Fen } from '#app/domain/money.ts';
import { formatYuan } from '#app/domain/money.ts';
import type { KeyValueItem } from './key-value.tsx';

interface Between {
  readonly id: string;
  readonly label: string;
  readonly fen: Fen;
  readonly on: string;
}

interface CorrectionsShown {
  readonly amountFen: Fen;
  /** What is still to be paid of this claim itself. */
  readonly payableFen: Fen;
  readonly loweredFen: Fen;
  readonly elsewhere: readonly Between[];
  readonly ofOthers: readonly Between[];
  readonly returnedFen: Fen;
  readonly waitingFen: Fen;
}

const ClaimLink = ({ id, label }: Between) => (
  <Link to={`/desk/obligations/${id}`} className="link">
    {label}
  </Link>
);

/** On the page of a claim: what a correction changed of it and where that went, so that who pays reads why he pays this sum here. */
export function correctionLines(shown: CorrectionsShown): KeyValueItem[] {
  const { amountFen, payableFen, loweredFen, elsewhere, ofOthers, returnedFen, waitingFen } = shown;
  const ownFen = elsewhere.reduce((rest, { fen }) => rest - fen, loweredFen) - returnedFen - waitingFen;
  return [
    ...(loweredFen > 0n
      ? [
          {
            label: '更正',
            value: (
              <>
                更正把原计的 {formatYuan(amountFen)} 调低 {formatYuan(loweredFen)}，按更正是{' '}
                {formatYuan(amountFen - loweredFen)}
                {elsewhere.map((one) => (
                  <span key={one.id} className="block">
                    调低的 {formatYuan(one.fen)} 已在 {one.on} 抵了 <ClaimLink {...one} />
                    ，那一笔少付这么多，这一笔照原计付
                    {payableFen > 0n && `，还要付 ${formatYuan(payableFen)}`}
                  </span>
                ))}
                {ownFen > 0n && <span className="block">调低的 {formatYuan(ownFen)} 已抵这一笔本身</span>}
                {waitingFen > 0n && (
                  <span className="block">调低的 {formatYuan(waitingFen)} 还没有抵，等着抵以后的款</span>
                )}
                {returnedFen > 0n && (
                  <span className="block">调低的 {formatYuan(returnedFen)} 没有可抵的款，转为收款方退还</span>
                )}
              </>
            ),
          },
        ]
      : []),
    ...(ofOthers.length > 0
      ? [
          {
            label: '贷项来自',
            value: ofOthers.map((one) => (
              <span key={one.id} className="block">
                {one.on} 抵减 {formatYuan(one.fen)}，来自 <ClaimLink {...one} /> 的更正，那一笔照原计付
              </span>
            )),
          },
        ]
      : []),
  ];
}
