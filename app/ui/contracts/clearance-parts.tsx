import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import {
  type ClearanceGround,
  clearanceLabels,
  type ClearanceStanding,
  type ReviewOutcome,
} from '#app/domain/grant-clearance.ts';
import { DateText } from '../date-text.tsx';

export interface ClearanceLine {
  readonly id: string;
  readonly versionN: number;
  readonly earlierNo: string;
  readonly ground: ClearanceGround;
  readonly reason: string;
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly by: string;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly denial: ConsentDenial | null;
  /** What a second person of the owner said; its reason only for the owner. */
  readonly review: {
    readonly outcome: ReviewOutcome;
    readonly at: Date;
    readonly by: string | null;
    readonly reason?: string;
  } | null;
  readonly standing: ClearanceStanding;
}

interface ConsentDenial {
  readonly reason: string;
  readonly at: Date;
}

interface DenialLineProps {
  by: string;
  ground: ClearanceGround;
  denial: ConsentDenial;
}

/** That the party of the earlier contract did not agree, or objects, in its own words. */
export function DenialLine({ by, ground, denial }: DenialLineProps) {
  return (
    <p className="mt-2 whitespace-pre-line break-words">
      <b className="text-danger">
        {by}
        {ground === 'consent' ? '表示没有同意' : '提出异议'}
      </b>
      （<DateText value={denial.at} as="minute" />
      ）：{denial.reason}
    </p>
  );
}

interface StandingLineProps {
  by: string;
  ground: ClearanceGround;
  confirmedAt: Date | null;
  standing: ClearanceStanding;
}

/** How far what its party has not contradicted has come: confirmed, waiting with its last day, or past it. */
export function StandingLine({ by, ground, confirmedAt, standing: { state, untilOn } }: StandingLineProps) {
  if (confirmedAt !== null)
    return (
      <p className="mt-2">
        <b>{by}已经确认</b>（<DateText value={confirmedAt} as="minute" />）
      </p>
    );
  if (state === 'waits') {
    const waits = ground === 'consent' ? `等${by}确认` : `${by}可以提出异议`;
    return (
      <p className="mt-2">
        <b>
          {waits}
          {untilOn === null ? '' : `，最迟到 ${untilOn}`}；在这以前不能签署。
        </b>
      </p>
    );
  }
  if (state === 'void') return <p className="mt-2">不再算数：按争议处理。</p>;
  return untilOn === null ? null : (
    <p className="mt-2">
      到 {untilOn} {by}没有{ground === 'consent' ? '表示不同意' : '提出异议'}。
    </p>
  );
}

/** What the second person of the owner said, or that it is waited for. */
function ReviewLine({ review, standing }: Pick<ClearanceLine, 'review' | 'standing'>) {
  if (review === null)
    return standing.state === 'review' ? (
      <p className="mt-2 font-bold">等许可方另一名审批人复核；在这以前不能签署。</p>
    ) : null;
  const isApproved = review.outcome === 'approved';
  return (
    <p className="mt-2 whitespace-pre-line break-words">
      <b className={isApproved ? undefined : 'text-danger'}>
        许可方审批人复核{isApproved ? '同意' : '没有同意，这条说明不算数'}
      </b>
      （{review.by}，
      <DateText value={review.at} as="minute" />）{review.reason ? `：${review.reason}` : ''}
    </p>
  );
}

interface SaidOfThisProps {
  said: readonly (Pick<ClearanceLine, 'id' | 'ground' | 'reason' | 'by' | 'createdAt'> & {
    readonly laterId: string;
    readonly laterNo: string;
  })[];
}

/** What later contracts of the unit say of this one. */
export function SaidOfThis({ said }: SaidOfThisProps) {
  return (
    <ul className="grid gap-3">
      {said.map(({ id, ground, reason, by, createdAt, laterId, laterNo }) => (
        <li key={id} className="rounded-lg border border-line bg-card px-4 py-3">
          <p className="font-bold">
            <Link to={`/desk/contracts/${laterId}`} className="link">
              {laterNo}
            </Link>
            ：{clearanceLabels[ground]}
          </p>
          <p className="mt-1 whitespace-pre-line break-words">{reason}</p>
          <p className="mt-1 text-sm text-ink-soft">
            {by}，<DateText value={createdAt} as="minute" />
          </p>
        </li>
      ))}
    </ul>
  );
}

interface ClearanceListProps<Line> {
  said: readonly Line[];
  /** What the reader can do with a line. */
  renderAfter?: (line: Line) => ReactNode;
}

/** Why the contract goes beside earlier ones that its clauses name, as both sides read it. */
export function ClearanceList<Line extends ClearanceLine>({ said, renderAfter }: ClearanceListProps<Line>) {
  return (
    <ul className="grid gap-3">
      {said.map((line) => (
        <li key={line.id} className="rounded-lg border border-line bg-card px-4 py-3">
          <p className="font-bold">
            在先合同 {line.earlierNo}：{clearanceLabels[line.ground]}
          </p>
          <p className="mt-1 whitespace-pre-line break-words">{line.reason}</p>
          <p className="mt-1 text-sm text-ink-soft">
            第 {line.versionN} 版，{line.by}，<DateText value={line.createdAt} as="minute" />
            {line.file && (
              <>
                ，
                <a href={`/files/${line.file.id}`} className="link break-all" download>
                  {line.file.name}
                </a>
              </>
            )}
          </p>
          <ReviewLine {...line} />
          {line.denial && <DenialLine {...line} by="在先合同的对方" denial={line.denial} />}
          {line.denial === null && line.review?.outcome !== 'refused' && (
            <StandingLine {...line} by="在先的被许可方（受让人）" />
          )}
          {renderAfter?.(line)}
        </li>
      ))}
    </ul>
  );
}
