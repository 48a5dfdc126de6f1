import { type Scores, type ValueKey, valueKeys, valueLabels } from '#app/domain/evaluation.ts';

interface ExpertWordsProps {
  expert: {
    readonly name: string;
    readonly comment: string | null;
    readonly reasons: Readonly<Partial<Record<ValueKey, string>>>;
    readonly scores: Scores;
  };
}

/** What one expert gave each value and why, and what he says of the whole: for the evaluator alone. */
export const ExpertWords = ({ expert: { name, comment, reasons, scores } }: ExpertWordsProps) => (
  <>
    <b>{name}</b>
    {valueKeys
      .filter((key) => reasons[key] || typeof scores[key] === 'number')
      .map((key) => (
        <span key={key} className="block break-words">
          {valueLabels[key]} {scores[key] ?? '不适用'}
          {reasons[key] && `：${reasons[key]}`}
        </span>
      ))}
    {comment && <span className="block break-words">总体意见：{comment}</span>}
  </>
);
