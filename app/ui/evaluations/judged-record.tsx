import type { ComponentProps } from 'react';
import type { BandsOfYear } from '#app/domain/public-data.ts';
import { labelOf } from '#app/domain/machine.ts';
import { type TrlAnswer, trlMachine, type TrlState } from '#app/domain/trl-assessment.ts';
import { AchievementComparison } from '../achievements/achievement-comparison.tsx';
import { OpenPapers } from '../records/open-papers.tsx';
import { PublicFacts } from '../records/public-facts.tsx';
import { RecordSheet } from '../records/record-sheet.tsx';
import { SectionHead } from '../section-head.tsx';
import { TrlAnswers } from './evaluation-report.tsx';

interface JudgedRecordProps {
  whole: {
    readonly sheet: ComponentProps<typeof RecordSheet>['groups'];
    readonly advantages: ComponentProps<typeof AchievementComparison>['advantages'];
    readonly use: readonly BandsOfYear[];
    readonly papers: ComponentProps<typeof OpenPapers>['papers'];
    readonly trl: {
      readonly level: number;
      readonly state: TrlState;
      readonly answers: readonly TrlAnswer[];
    } | null;
    /** What the record states, and on what basis. */
    readonly stated: { readonly level: number; readonly basis: string } | null;
  };
}

/** The whole record as its panel judges it: figures beside the usual way, levels with their evidence, papers, every field. */
export function JudgedRecord({ whole: { sheet, advantages, use, papers, trl, stated } }: JudgedRecordProps) {
  return (
    <>
      <AchievementComparison advantages={advantages} />
      <PublicFacts use={use} papers={[]} videoUrl={null} isSignedIn here="" />
      <section>
        <SectionHead note={trl ? labelOf(trlMachine, trl.state) : undefined}>
          {trl ? `技术就绪水平：逐级提交的证据到 TRL ${trl.level}` : '技术就绪水平'}
        </SectionHead>
        {stated !== null && stated.level !== trl?.level && (
          <p className="mt-2 max-w-prose">
            单位在登记内容里填的是 TRL {stated.level}
            {stated.basis !== '' && `（${stated.basis}）`}
            {trl && `，和上面逐级提交的 TRL ${trl.level} 不是一回事`}
            。请按证据判断实际到哪一级，在理由里写明；报告可以另定级别。
          </p>
        )}
        <div className="mt-4">
          {trl ? <TrlAnswers answers={trl.answers} /> : <p className="text-sm text-ink-soft">单位没有逐级提交证据。</p>}
        </div>
      </section>
      <section>
        <SectionHead note="只限这次评价使用，不外传">单位提供的材料</SectionHead>
        <div className="mt-3">
          {papers.length > 0 ? (
            <OpenPapers papers={papers} />
          ) : (
            <p className="text-sm text-ink-soft">单位没有给这次评价提供材料，缺什么请联系委托单位补充。</p>
          )}
        </div>
      </section>
      <section>
        <SectionHead>全部登记内容</SectionHead>
        <div className="mt-4">
          <RecordSheet groups={sheet} />
        </div>
      </section>
    </>
  );
}
