import { type Fen, formatYuan } from '#app/domain/money.ts';
import { Hatch } from './hatch.tsx';
import { useSvgId } from './use-svg-id.ts';

interface ContractProgressProps {
  figures: {
    /** Milestones that may still fall due. */
    readonly aheadFen: Fen;
    readonly openFen: Fen;
    /** Of what is open, what the payer says is under way. */
    readonly claimedFen: Fen;
    /** Arrived, less what corrections made a credit: its milestone is among those ahead again. */
    readonly keptFen: Fen;
    /** Of what arrived, a credit that waits for the next claim: not in `keptFen`. */
    readonly creditFen: Fen;
  };
  /** 应收 for the licensor, 应付 for the licensee. */
  word: '应收' | '应付';
}

const shareOf = (part: Fen, whole: Fen): number => Number((part * 10_000n) / whole) / 100;

/** How far the money of a contract has come: not due yet → due → under way → arrived. The same words stand under the bar. */
export function ContractProgress({ figures, word }: ContractProgressProps) {
  const id = useSvgId();
  const { aheadFen, openFen, claimedFen, keptFen, creditFen } = figures;
  const wholeFen = keptFen + openFen + aheadFen;
  if (wholeFen <= 0n) return null;
  const parts = [
    {
      key: 'received',
      label: creditFen > 0n ? '到账，减去等着抵的贷项' : '到账',
      fen: keptFen,
      fill: 'fill-accent',
      swatch: 'bg-accent',
    },
    { key: 'claimed', label: '已付待确认', fen: claimedFen, fill: 'fill-primary', swatch: 'bg-primary' },
    { key: 'due', label: `${word}未付`, fen: openFen - claimedFen, fill: 'fill-attention', swatch: 'bg-attention' },
    { key: 'ahead', label: '条件未成就', fen: aheadFen, fill: '', swatch: 'bg-chart-gold' },
  ].filter((part) => part.fen > 0n);
  let startPercent = 0;
  return (
    <figure className="text-sm" aria-label="合同款项进度">
      <svg width="100%" height="16" aria-hidden="true" focusable="false" className="block">
        <Hatch id={id} look="gold" />
        {parts.map((part) => {
          const x = startPercent;
          const width = shareOf(part.fen, wholeFen);
          startPercent += width;
          const fill = part.key === 'ahead' ? { fill: `url(#${id})` } : { className: part.fill };
          return <rect key={part.key} x={`${x}%`} width={`${width}%`} height="16" {...fill} />;
        })}
        <rect width="100%" height="16" fill="none" className="stroke-line" strokeWidth="2" />
      </svg>
      <figcaption>
        <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
          {parts.map((part) => (
            <li key={part.key} className="flex items-center gap-1.5">
              <span aria-hidden="true" className={`h-2.5 w-2.5 rounded-sm ${part.swatch}`} />
              {part.label} <span className="nums">{formatYuan(part.fen)}</span>
              <span className="nums text-ink-soft">{shareOf(part.fen, wholeFen).toFixed(0)}%</span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
