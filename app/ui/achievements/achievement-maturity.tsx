import { SectionHead } from '../section-head.tsx';
import { trlWords } from '../trl-ladder.tsx';
import { TrlScale } from '../trl-scale.tsx';

interface AchievementMaturityProps {
  trl: number | null;
  basis: 'self' | 'third_party' | null;
  /** The level that somebody else than its author confirmed with evidence, if it differs. */
  confirmed: number | null;
}

/** The level on its scale, and who says so. */
export function AchievementMaturity({ trl, basis, confirmed }: AchievementMaturityProps) {
  if (trl === null) return null;
  const isThird = basis === 'third_party';
  return (
    <section>
      <SectionHead note={isThird ? '第三方评定' : '自评'}>
        成熟度：TRL {trl} {trlWords[trl - 1]}
      </SectionHead>
      <div className="mt-5">
        <TrlScale level={trl} assessedBy={isThird ? 'third-party' : 'self'} />
      </div>
      {confirmed !== null && confirmed !== trl && (
        <p className="mt-3 text-sm text-attention">
          登记的是 TRL {trl}，逐级证据确认到 TRL {confirmed}，以证据为准。
        </p>
      )}
    </section>
  );
}
