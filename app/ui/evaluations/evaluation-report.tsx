import { Link } from '@remix-run/react';
import type { ComponentProps } from 'react';
import type { Day } from '#app/domain/days.ts';
import type { DetailReach } from '#app/domain/detail-reach.ts';
import type { TrlSource } from '#app/domain/effective-trl.ts';
import type { ScoreReason } from '#app/domain/evaluation-grounds.ts';
import type { Spread, ValueKey } from '#app/domain/evaluation.ts';
import { trlQuestions, type TrlAnswer } from '#app/domain/trl-assessment.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Sample } from '../sample.tsx';
import { SectionHead } from '../section-head.tsx';
import { RadarChart } from './radar-chart.tsx';
import { ReportOpening } from './report-opening.tsx';
import { ValueGrounds } from './value-grounds.tsx';

export interface Report {
  readonly id: string;
  readonly evaluator: string;
  readonly isSample: boolean;
  readonly purpose: string;
  readonly issuedOn: string | null;
  readonly versionN: number;
  readonly trlLevel: number | null;
  readonly trlGround: string | null;
  readonly conclusion: string | null;
  readonly reportFileId: string | null;
  readonly evidence: Partial<Record<ValueKey, string>>;
  readonly notApplicable: Partial<Record<ValueKey, string>>;
  readonly papers: readonly { readonly key: ValueKey; readonly fileId: string | null }[];
  readonly reasons: Partial<Record<ValueKey, readonly ScoreReason[]>>;
  readonly panelSize: number;
  readonly spread: readonly Spread[];
  readonly isOpened: boolean;
  /** How far words and files are open to this reader; 'unopened' until the unit's secrecy reviewer let them out. */
  readonly wordReach: DetailReach | 'unopened';
  readonly fileReach: DetailReach | 'unopened';
}

interface EvaluationReportsProps {
  issued: readonly Report[];
  /** The version that is public now: a report speaks of the one it judged. */
  versionNow: number;
  /** Where to come back after signing in; null for those who are. */
  signInFrom: string | null;
  /** For the unit's own people: whether it is let out, and the deed of its secrecy reviewers. */
  opening?: Omit<ComponentProps<typeof ReportOpening>, 'id' | 'isOpened'>;
}

/** Issued reports: who judged, for what, each value with its spread and what it rests on, the conclusion, the file. */
export function EvaluationReports({ issued, versionNow, signInFrom, opening }: EvaluationReportsProps) {
  if (issued.length === 0) {
    return <EmptyState title="还没有第三方评价">完成单位可以委托评价机构，由五位以上专家独立评分。</EmptyState>;
  }
  return (
    <>
      {issued.map((report) => (
        <article key={report.id} className="grid gap-4">
          <SectionHead note={report.issuedOn && <DateText value={report.issuedOn} />}>
            {report.evaluator}评价
          </SectionHead>
          <p className="text-sm text-ink-soft">
            {report.isSample && <Sample />} 目的：{report.purpose}；评价的是第 {report.versionN} 版；
            {report.panelSize} 位专家独立评分，均已声明没有利益冲突。
          </p>
          {report.versionN < versionNow && (
            <p className="text-sm text-attention">成果现在是第 {versionNow} 版，这份报告没有评价后来的改动。</p>
          )}
          <RadarChart spread={report.spread} panelSize={report.panelSize} titleId={`radar-${report.id}`} />
          <Kept report={report} signInFrom={signInFrom} />
          <ValueGrounds
            {...report}
            kept={report.fileReach === 'open' || report.fileReach === 'unopened' ? null : report.fileReach}
          />
          {report.trlLevel !== null && (
            <p className="max-w-prose break-words">
              评价机构评定：<b>TRL {report.trlLevel}</b>
              {report.trlGround && `，依据：${report.trlGround}`}
            </p>
          )}
          {report.conclusion && <p className="max-w-prose whitespace-pre-line break-words">{report.conclusion}</p>}
          {report.reportFileId !== null ? (
            <p className="print:hidden">
              <ButtonLink to={`/files/${report.reportFileId}`} reloadDocument>
                评价报告文件
              </ButtonLink>
            </p>
          ) : (
            report.fileReach === 'sign_in' &&
            signInFrom !== null && (
              <p className="print:hidden">
                <ButtonLink to={`/sign-in?next=${encodeURIComponent(signInFrom)}`}>登录后看评价报告文件</ButtonLink>
              </p>
            )
          )}
          {opening && <ReportOpening id={report.id} isOpened={report.isOpened} {...opening} />}
        </article>
      ))}
    </>
  );
}

/** Why the scores stand alone. */
function Kept({ report: { wordReach }, signInFrom }: { report: Report; signInFrom: string | null }) {
  if (wordReach === 'unopened') {
    return (
      <p className="max-w-prose text-sm text-ink-soft">
        这里先公开评分。依据、专家的理由、结论和报告文件涉及没有公开的材料，完成单位的保密审查人员看过才对外开放。
      </p>
    );
  }
  if (wordReach !== 'member') return null;
  return (
    <p className="max-w-prose text-sm text-ink-soft">
      完成单位只公开摘要：评分人人可看，依据、专家的理由、结论和报告文件由认证单位的人员
      {signInFrom === null ? (
        '看。你所在的单位通过认证以后再来看。'
      ) : (
        <>
          <Link to={`/sign-in?next=${encodeURIComponent(signInFrom)}`} className="link">
            登录
          </Link>
          后看。
        </>
      )}
    </p>
  );
}

interface TrlConfirmedProps {
  /** The person is named to his own unit alone. */
  confirmedBy: { readonly org: string; readonly person: string | null };
  confirmedOn: Day | null;
}

/** Who looked at the evidence of a level before it stood here. */
export const TrlConfirmed = ({ confirmedBy: { org, person }, confirmedOn }: TrlConfirmedProps) => (
  <p className="mt-2 text-sm">
    {confirmedOn && <DateText value={confirmedOn} />} 由{org}的审批人
    {person && ` ${person} `}核对证据后确认，不是填报人本人。
  </p>
);

interface TrlGroundProps {
  trl: {
    readonly source: TrlSource;
    /** Null where a report from outside says so, in the unit's words. */
    readonly evaluationId: string | null;
    readonly assessor: string | null;
    readonly assessedOn: string | null;
    readonly answers: readonly TrlAnswer[];
  };
}

/** What a level rests on: the unit's answers level by level, or whose report says so. */
export const TrlGround = ({ trl: { source, evaluationId, assessor, assessedOn, answers } }: TrlGroundProps) =>
  source === 'self' ? (
    <TrlAnswers answers={answers} />
  ) : (
    <p>
      评定机构：{assessor}，{assessedOn && <DateText value={assessedOn} />} 评定
      {evaluationId === null
        ? '。级别由完成单位按平台以外的报告填报，审批人核对过报告；评定机构没有在平台上确认。'
        : '，写在平台上出具的评价报告里。'}
    </p>
  );

/** A readiness assessment, level by level with its evidence. */
export function TrlAnswers({ answers }: { answers: readonly TrlAnswer[] }) {
  return (
    <ol className="rounded-lg border border-line bg-card text-sm">
      {trlQuestions.map(({ level, asks }) => {
        const answer = answers.find((one) => one.level === level);
        return (
          <li key={level} className="border-b border-line px-4 py-2 last:border-b-0">
            <b>TRL {level}</b> {asks} <b>{answer?.isMet ? '是' : '否'}</b>
            {answer?.isMet && answer.evidence !== '' && (
              <span className="block text-ink-soft">证据：{answer.evidence}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

interface Feedback {
  readonly id: string;
  readonly effect: string;
  readonly rating: number;
  readonly isPublic: boolean;
  readonly createdAt: Date;
  readonly orgName: string;
  readonly isSample: boolean;
}

interface FeedbackListProps {
  feedback: readonly Feedback[];
  /** Where a word that may be published is worked into the record, for those who write it. */
  hrefFor?: (id: string) => string;
}

/** What licensees say of the use. */
export function FeedbackList({ feedback, hrefFor }: FeedbackListProps) {
  if (feedback.length === 0) {
    return (
      <p className="max-w-prose text-sm text-ink-soft">
        还没有用户反馈。签了合同、开始试用或使用这项技术的企业，由它的经办人在合同页“应用效果反馈”里填；企业同意的才公开。
      </p>
    );
  }
  return (
    <ul className="rounded-lg border border-line bg-card">
      {feedback.map((line) => (
        <li key={line.id} className="border-b border-line px-4 py-3 text-sm last:border-b-0">
          <p className="text-ink-soft">
            {line.orgName} {line.isSample && <Sample />}，<DateText value={line.createdAt} />
            ，满意度 {line.rating} / 5{!line.isPublic && '，未公开'}
          </p>
          {line.effect !== '' && <p className="mt-1 whitespace-pre-line">{line.effect}</p>}
          {hrefFor && line.isPublic && <ButtonLink to={hrefFor(line.id)}>写进成果</ButtonLink>}
        </li>
      ))}
    </ul>
  );
}
