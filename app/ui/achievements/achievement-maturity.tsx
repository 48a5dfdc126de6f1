import { type DetailReach, reachWords } from '#app/domain/detail-reach.ts';
import { type ConfirmedTrl, type ShownTrl, trlBasisLabels } from '#app/domain/effective-trl.ts';
import { trlQuestions } from '#app/domain/trl-assessment.ts';
import { DateText } from '../date-text.tsx';
import { SectionHead } from '../section-head.tsx';
import { trlWords } from '../trl-ladder.tsx';
import { TrlScale } from '../trl-scale.tsx';

interface AchievementMaturityProps {
  /** The level that counts. */
  trl: ShownTrl;
  /** What the unit wrote. */
  claimed: number | null;
  /** The level that somebody else than its author confirmed, and what shows it; the text is empty where it is not public. */
  confirmed:
    | (ConfirmedTrl & {
        readonly assessor: string | null;
        readonly assessedOn: string | null;
        readonly evidence: string;
        /** How far the evidence is open to this reader. */
        readonly reach: DetailReach;
        readonly confirmedOn: string | null;
        /** The organisation whose approver confirmed it. */
        readonly confirmedBy: string;
      })
    | null;
}

/** The level on its scale, who says so, what it rests on and what is still to be shown. */
export function AchievementMaturity({ trl: { level, basis }, claimed, confirmed }: AchievementMaturityProps) {
  if (level === null || basis === null) return null;
  const next = trlQuestions.find((question) => question.level === level + 1);
  return (
    <section>
      <SectionHead note={trlBasisLabels[basis]}>
        成熟度：TRL {level} {trlWords[level - 1]}
      </SectionHead>
      <div className="mt-5">
        <TrlScale level={level} assessedBy={basis} />
      </div>
      <dl className="mt-5 grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-ink-soft">TRL {level} 的依据</dt>
          <dd>
            <Ground confirmed={confirmed} />
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
      {confirmed !== null && claimed !== null && confirmed.level !== claimed && (
        <p className="mt-3 text-sm text-attention">
          登记的是 TRL {claimed}，证据确认到 TRL {confirmed.level}，以证据为准。
        </p>
      )}
    </section>
  );
}

function Ground({ confirmed }: Pick<AchievementMaturityProps, 'confirmed'>) {
  if (confirmed === null) return <>单位自评，还没有逐级提交证据。</>;
  if (confirmed.source === 'third_party') {
    return (
      <>
        {confirmed.evaluationId === null
          ? `单位填报，依据${confirmed.assessor}的报告`
          : `${confirmed.assessor}在评价报告里评定`}
        {confirmed.assessedOn && '，'}
        {confirmed.assessedOn && <DateText value={confirmed.assessedOn} />}
      </>
    );
  }
  if (confirmed.reach === 'open' || confirmed.reach === 'sign_in') return <>{confirmed.evidence}</>;
  return <>证据已由他人核对，{reachWords[confirmed.reach]}。</>;
}
