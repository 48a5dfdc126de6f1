import type { Fen } from '#app/domain/money.ts';
import type { ShareOutcome } from '#app/domain/share-answer.ts';
import { Amount } from '../amount.tsx';
import { DateText } from '../date-text.tsx';

interface TeamAnswersProps {
  team: readonly {
    readonly id: string;
    readonly label: string;
    readonly amountFen: Fen;
    readonly outcome: ShareOutcome | null;
    readonly note: string | null;
    readonly fileId: string | null;
    readonly answeredAt: Date | null;
    readonly answeredBy: string | null;
  }[];
}

/** The rewarded people, their shares and what each has said to it. */
export function TeamAnswers({ team }: TeamAnswersProps) {
  if (team.length === 0) return <p className="text-sm text-ink-soft">这次没有分给个人的份额。</p>;
  return (
    <ul className="rounded-lg border border-line bg-card text-sm">
      {team.map((line) => (
        <li key={line.id} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0">
          <p className="flex flex-wrap justify-between gap-x-4">
            <b>{line.label}</b>
            <Amount fen={line.amountFen} bold />
          </p>
          {line.outcome === null || line.answeredAt === null ? (
            <p className="text-attention">待确认</p>
          ) : (
            <p className="text-ink-soft">
              {line.outcome === 'agreed' ? (line.fileId ? '已在纸上签字，' : '本人确认，') : '不同意，'}
              {line.answeredBy} <DateText value={line.answeredAt} as="minute" />
              {line.note && `：${line.note}`}
              {line.fileId && (
                <a href={`/files/${line.fileId}`} className="link ml-3 inline-flex min-h-11 items-center sm:min-h-6">
                  看签字表
                </a>
              )}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
