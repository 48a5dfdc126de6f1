import { trlQuestions } from '#app/domain/trl-assessment.ts';
import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';
import { trlWords } from '../trl-ladder.tsx';
import { TrlScale } from '../trl-scale.tsx';

interface AchievementMaturityProps {
  trl: number | null;
  basis: 'self' | 'third_party' | null;
  /** The level that somebody else than its author confirmed, and what shows it; the text is empty where it is not public. */
  confirmed: {
    readonly level: number;
    readonly evidence: string;
    readonly confirmedOn: string | null;
    /** The organisation whose approver confirmed it. */
    readonly confirmedBy: string;
  } | null;
}

/** The level on its scale, who says so, what it rests on and what is still to be shown. */
export function AchievementMaturity({ trl, basis, confirmed }: AchievementMaturityProps) {
  if (trl === null) return null;
  const isThird = basis === 'third_party';
  const level = confirmed?.level ?? trl;
  const next = trlQuestions.find((question) => question.level === level + 1);
  return (
    <section>
      <SectionHead note={isThird ? '第三方评定' : '自评'}>
        成熟度：TRL {trl} {trlWords[trl - 1]}
      </SectionHead>
      <div className="mt-5">
        <TrlScale level={trl} assessedBy={isThird ? 'third-party' : 'self'} />
      </div>
      <dl className="mt-5 grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-ink-soft">TRL {level} 的依据</dt>
          <dd>
            {confirmed === null
              ? `${isThird ? '第三方评定' : '单位自评'}，还没有逐级提交证据。`
              : confirmed.evidence || '证据已由他人核对，内容不公开。'}
            {confirmed?.confirmedOn && (
              <span className="block text-sm text-ink-soft">
                <DateText value={confirmed.confirmedOn} /> {confirmed.confirmedBy}的审批人核对确认，不是填报人本人
              </span>
            )}
          </dd>
        </div>
        {next && (
          <div>
            <dt className="text-sm text-ink-soft">到 {next.level} 级还要证明</dt>
            <dd>
              {next.asks}
              <span className="block text-sm text-ink-soft">通常凭{next.evidence}</span>
            </dd>
          </div>
        )}
      </dl>
      {confirmed !== null && confirmed.level !== trl && (
        <p className="mt-3 text-sm text-attention">
          登记的是 TRL {trl}，逐级证据确认到 TRL {confirmed.level}，以证据为准。
        </p>
      )}
    </section>
  );
}
