import { formatBySize, type Fen } from '#app/domain/money.ts';
import { Hatch } from './hatch.tsx';
import { useSvgId } from './use-svg-id.ts';

interface StackBarProps {
  signedFen: Fen;
  receivedFen: Fen;
}

/** Received against signed: malachite and solid, gold and hatched, and the words under it. */
export function StackBar({ signedFen, receivedFen }: StackBarProps) {
  const id = useSvgId();
  const permille = signedFen > 0n ? Number((receivedFen * 1000n) / signedFen) : 0;
  const share = Math.max(0, Math.min(permille / 10, 100));
  const open = signedFen > receivedFen ? signedFen - receivedFen : 0n;
  return (
    <div className="text-sm">
      <svg width="100%" height="16" aria-hidden="true" focusable="false" className="block">
        <Hatch id={id} look="gold" />
        <rect width="100%" height="16" fill={`url(#${id})`} />
        <rect width="100%" height="16" fill="none" className="stroke-gold" strokeWidth="2" />
        <rect width={`${share}%`} height="16" className="fill-accent" />
      </svg>
      <p className="mt-2 flex flex-wrap justify-between gap-x-4">
        <span className="nums">已到账 {share.toFixed(1)}%</span>
        <span className="nums">签了还没到账 {formatBySize(open)}</span>
      </p>
    </div>
  );
}
