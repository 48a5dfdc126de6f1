import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { KeyValue, type KeyValueItem } from './key-value.tsx';
import type { PriceWords } from './price-block.tsx';

interface AskCardProps {
  price: PriceWords;
  trialMonths: number | null;
  /** Requests to talk of twelve months that were due or answered, and how many were answered. */
  replies: { readonly asked: number; readonly answered: number };
  facts: readonly KeyValueItem[];
  sameFieldTo: string;
  isSold: boolean;
  /** The one next step. */
  children: ReactNode;
}

/** Price, the one next step, how fast the unit answers, the facts. */
export function AskCard({ price, trialMonths, replies, facts, sameFieldTo, isSold, children }: AskCardProps) {
  return (
    <div className="rounded-lg border border-line bg-card text-sm">
      <div className="px-5 py-5 sm:px-6">
        {price.isPayLater && <p className="text-ink-soft">先用后付</p>}
        <p className="nums text-2xl font-bold">{price.head}</p>
        {price.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {trialMonths !== null && !isSold && <p className="text-ink-soft">试用 {trialMonths} 个月，见效再付。</p>}
        <div className="mt-4">{children}</div>
        {!isSold && <p className="mt-2 text-ink-soft">不收费，不承诺购买。</p>}
      </div>
      <div className="border-t border-line px-5 py-4 sm:px-6">
        <p className="font-bold">5 个工作日内回复</p>
        <p className="text-ink-soft">
          {replies.asked === 0
            ? '近 12 个月还没有收到过对接申请。'
            : `近 12 个月回复 ${replies.answered} / ${replies.asked} 件，回复率 ${((replies.answered / replies.asked) * 100).toFixed(1)}%。`}
        </p>
      </div>
      <div className="border-t border-line px-5 py-4 sm:px-6">
        <KeyValue look="spread" items={facts} />
        <p className="mt-2">
          <Link className="link-quiet" to={sameFieldTo}>
            看同领域的成果
          </Link>
        </p>
      </div>
    </div>
  );
}
