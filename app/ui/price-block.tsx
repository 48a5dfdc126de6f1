/** A price as people read it: the head first ('¥0 起步', '58 万元', '面议'), then how it comes about. */
export interface PriceWords {
  readonly head: string;
  readonly isPayLater: boolean;
  readonly lines: readonly string[];
}

/** The price of a listing in a row or card. */
export function PriceBlock({ price }: { price: PriceWords }) {
  return (
    <div className="text-sm">
      <p className="nums text-lg font-bold leading-normal">{price.head}</p>
      {price.isPayLater && <p className="font-bold text-primary">先用后付</p>}
      {price.lines.map((line) => (
        <p key={line} className="text-ink-soft">
          {line}
        </p>
      ))}
    </div>
  );
}
