import { Link } from '@remix-run/react';

interface SynonymLineProps {
  synonyms: readonly { readonly word: string; readonly others: readonly string[] }[];
  isExact: boolean;
  /** The same question, with synonyms or without. */
  to: (isExact: boolean) => string;
  className?: string;
}

const mostWords = 3;
const mostOthers = 4;

/** Which other words of one meaning were looked for too, and the way to look for the typed ones alone. */
export function SynonymLine({ synonyms, isExact, to, className = '' }: SynonymLineProps) {
  if (synonyms.length === 0) return null;
  const groups = synonyms
    .slice(0, mostWords)
    .map(({ word, others }) => `${word}（${others.slice(0, mostOthers).join('、')}）`)
    .join('，');
  return (
    <p className={`flex flex-wrap items-center gap-x-3 text-sm text-ink-soft ${className}`}>
      <span>{isExact ? `只查了原词，没有查近义词：${groups}` : `也查了近义词：${groups}`}</span>
      <Link to={to(!isExact)} className="link inline-flex min-h-11 items-center sm:min-h-7">
        {isExact ? '也查近义词' : '只查原词'}
      </Link>
    </p>
  );
}
