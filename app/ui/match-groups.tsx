import { Link, useActionData } from '@remix-run/react';
import type { MatchAnswer } from '#app/domain/match-answer.ts';
import type { MatchLevel } from '#app/domain/matching.ts';
import { ButtonLink } from './button.tsx';
import { type AnswerReply, MatchAnswerForms, MatchAnswerMark } from './match-answer.tsx';
import { MatchFactors, type MatchFactor } from './match-factors.tsx';
import { MatchGaps } from './match-gaps.tsx';
import { MatchLevelMark } from './match-level-mark.tsx';
import { percent } from './match-words.ts';
import { Sample } from './sample.tsx';

export interface MatchGroupRow {
  readonly id: string;
  readonly level: MatchLevel;
  readonly terms: readonly string[];
  readonly coveragePpm: number;
  readonly answer: MatchAnswer | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly isOwnAnswer: boolean;
  readonly achievementId: string;
  readonly achievementNo: string;
  readonly achievementName: string;
  /** 转化方式 in words. */
  readonly modes: readonly string[];
  readonly dealId: string | null;
  /** It is about another demand, or about none. */
  readonly isOtherDeal: boolean;
  readonly factors: readonly MatchFactor[];
  /** Why it does not stand higher, a sentence each. */
  readonly gaps: readonly string[];
}

export interface MatchGroupData {
  readonly demandId: string;
  readonly demandNo: string;
  readonly title: string;
  readonly summary: string;
  /** Null where the enterprise stays unnamed. */
  readonly orgName: string | null;
  readonly isPublic: boolean;
  readonly isSample: boolean;
  readonly budget: string;
  /** 合作方式 in words. */
  readonly cooperation: readonly string[];
  readonly total: number;
  readonly rows: readonly MatchGroupRow[];
}

interface MatchGroupsProps {
  groups: readonly MatchGroupData[];
  /** Whose demands these are: one's own, or those of others that own achievements fit. */
  side: 'wanted' | 'offered';
  isOfficer: boolean;
  /** The page that takes answers, where it is not this one. */
  answerTo?: string;
}

/** Matches by demand: what it wants in a line, then the achievements, best first, declined ones last. */
export function MatchGroups({ groups, side, isOfficer, answerTo }: MatchGroupsProps) {
  const reply = useActionData<AnswerReply>();
  return (
    <div className="grid gap-4">
      {groups.map((group) => (
        <section
          key={group.demandId}
          id={side === 'offered' ? group.demandId : undefined}
          aria-labelledby={`${side}-${group.demandId}`}
          className="overflow-hidden rounded-lg border border-line bg-card"
        >
          <div className="px-4 py-3.5 sm:px-5">
            <h3 id={`${side}-${group.demandId}`} className="font-bold">
              <GroupTitle group={group} side={side} />
            </h3>
            {side === 'offered' && (
              <p className="text-sm text-ink-soft">
                {group.orgName ?? '匿名企业'} {group.isSample && <Sample />}
                {!group.isPublic && '，定向推送给你单位'}
              </p>
            )}
            {side === 'offered' && !group.isPublic && <p className="text-sm">{group.summary}</p>}
            <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
              <span>预算 {group.budget}</span>
              <span>合作方式 {group.cooperation.join('、') || '协商'}</span>
            </p>
          </div>
          <ul className="border-t border-line">
            {group.rows.map((row) => (
              <GroupRow key={row.id} {...{ row, group, side, isOfficer, reply, answerTo }} />
            ))}
          </ul>
          {group.total > group.rows.length && (
            <p className="border-t border-line px-4 py-2 text-sm text-ink-soft sm:px-5">
              {side === 'wanted' ? (
                <Link to={`/desk/demands/${group.demandId}?all=1`} className="link-quiet">
                  看这项需求的全部匹配
                </Link>
              ) : (
                `另有 ${group.total - group.rows.length} 项成果相符`
              )}
            </p>
          )}
        </section>
      ))}
    </div>
  );
}

function GroupTitle({ group, side }: { group: MatchGroupData; side: 'wanted' | 'offered' }) {
  if (side === 'offered' && !group.isPublic) return <>{group.title}</>;
  return (
    <Link to={side === 'wanted' ? `/desk/demands/${group.demandId}` : `/demands/${group.demandNo}`} className="link">
      {group.title}
    </Link>
  );
}

interface GroupRowProps {
  row: MatchGroupRow;
  group: MatchGroupData;
  side: 'wanted' | 'offered';
  isOfficer: boolean;
  reply: AnswerReply | undefined;
  answerTo?: string;
}

function GroupRow({ row, group, side, isOfficer, reply, answerTo }: GroupRowProps) {
  const title = side === 'wanted' ? row.achievementName : `${group.title}，${row.achievementName}`;
  const isDeclined = row.answer === 'declined';
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0 sm:px-5">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <MatchLevelMark level={row.level} />
        <Link to={`/achievements/${row.achievementNo}`} className={isDeclined ? 'text-ink-soft' : 'link'}>
          {row.achievementName}
        </Link>
        <MatchAnswerMark match={{ ...row, title }} />
      </p>
      {!isDeclined && (
        <p className="text-sm text-ink-soft">
          同词 {row.terms.join('、') || '没有'}，占需求用词的 {percent(row.coveragePpm)}；转化方式{' '}
          {row.modes.join('、') || '未填写'}
        </p>
      )}
      {!isDeclined && (
        <details className="mt-2 rounded-md border border-line text-sm">
          <summary className="min-h-11 px-4 py-2.5 text-primary">
            逐项对比<span className="sr-only">：{title}</span>
          </summary>
          <MatchFactors factors={row.factors} title={title} />
          <MatchGaps gaps={row.gaps} title={title} />
        </details>
      )}
      {isOfficer && (
        <div className="mt-2 flex flex-wrap gap-2">
          {row.dealId !== null && (
            <ButtonLink to={`/desk/deals/${row.dealId}`}>
              {row.isOtherDeal ? '去已有的洽谈' : '看洽谈'}
              <span className="sr-only">：{title}</span>
            </ButtonLink>
          )}
          {(row.dealId === null || row.isOtherDeal) && (
            <>
              {row.isOtherDeal && side === 'offered' && !isDeclined && (
                <ButtonLink to={`/desk/demands/${group.demandId}/questions`}>
                  就这项需求提问<span className="sr-only">：{title}</span>
                </ButtonLink>
              )}
              {row.dealId === null && !isDeclined && (
                <ButtonLink to={`/desk/deals/new?achievement=${row.achievementId}&demand=${group.demandId}`}>
                  {side === 'wanted' ? '申请对接' : '用它应答'}
                  <span className="sr-only">：{title}</span>
                </ButtonLink>
              )}
              <MatchAnswerForms match={{ ...row, title }} reply={reply} to={answerTo} />
            </>
          )}
        </div>
      )}
    </li>
  );
}
