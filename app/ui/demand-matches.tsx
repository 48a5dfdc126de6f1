import { useActionData } from '@remix-run/react';
import type { Day } from '#app/domain/days.ts';
import { ButtonLink } from './button.tsx';
import { ChoiceChip } from './chip.tsx';
import { EmptyState } from './empty-state.tsx';
import { type AnsweredMatch, type AnswerReply, MatchAnswerForms, MatchAnswerMark } from './match-answer.tsx';
import { MatchCard, type MatchCardData } from './match-card.tsx';
import { Notice } from './notice.tsx';

export interface MatchLine {
  readonly card: MatchCardData;
  readonly answered: AnsweredMatch;
  readonly achievementId: string;
  /** The open deal of this pair. */
  readonly dealId: string | null;
  /** It is about another demand, or about none. */
  readonly isOtherDeal: boolean;
  readonly confirmedOn: Day | null;
}

interface DemandMatchesProps {
  demandId: string;
  matches: readonly MatchLine[];
  /** How many further ones are not shown yet. */
  more: number;
  /** How many weak ones are folded away. */
  moreWeak: number;
  /** Declined ones, at the bottom with their reason. */
  declined: readonly AnsweredMatch[];
  total: number;
  counts: Readonly<Record<string, number>>;
  level: string | null;
  mayAct: boolean;
  /** The demand has ended: nothing is matched any more. */
  isOver: boolean;
  isFresh: boolean;
  /** What the hard filters left out, in words; empty when nothing. */
  excluded: string;
}

const levels = [
  ['strong', '强'],
  ['possible', '可能'],
  ['weak', '弱'],
] as const;

/** The matches of a demand, best first, each with its reasons, the next step and the structured no. */
export function DemandMatches({
  demandId,
  matches,
  more,
  moreWeak,
  declined,
  total,
  counts,
  level,
  ...props
}: DemandMatchesProps) {
  const reply = useActionData<AnswerReply>();
  const whole = `/desk/demands/${demandId}?${level ? `level=${level}&` : ''}all=1`;
  const to = (next: string | null) => `/desk/demands/${demandId}${next ? `?level=${next}` : ''}`;
  return (
    <section aria-labelledby="matches" className="min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 pb-3">
        <h2 id="matches" className="text-lg font-bold">
          匹配到 {total} 项成果
        </h2>
        {total > 0 && (
          <nav aria-label="按匹配程度看" className="flex flex-wrap gap-2">
            <ChoiceChip to={to(null)} current={level === null} count={total}>
              全部
            </ChoiceChip>
            {levels.map(([name, word]) => (
              <ChoiceChip key={name} to={to(name)} current={level === name} count={counts[name] ?? 0}>
                {word}
              </ChoiceChip>
            ))}
          </nav>
        )}
      </div>
      {!props.isFresh && props.mayAct && (
        <Notice kind="info">这些是上一版需求的匹配，新一版正在匹配，稍后刷新就能看到。</Notice>
      )}
      {props.excluded !== '' && <p className="pb-3 text-sm text-ink-soft">{props.excluded}</p>}
      <div className="grid gap-4">
        {matches.map((match) => (
          <MatchCard
            key={match.card.id}
            match={{ ...match.card, note: match.confirmedOn ? `${match.confirmedOn} 确认过` : '尚未确认' }}
            mark={<MatchAnswerMark match={match.answered} />}
            actions={<Actions match={match} demandId={demandId} mayAct={props.mayAct} reply={reply} />}
          />
        ))}
      </div>
      {matches.length > 0 && more + moreWeak > 0 && (
        <div className="mt-4 flex flex-wrap items-center justify-center gap-x-4 gap-y-2">
          <ButtonLink to={whole} preventScrollReset>
            {more === 0
              ? `还有 ${moreWeak} 项弱匹配`
              : `再看 ${more} 项${moreWeak > 0 ? `，另有 ${moreWeak} 项弱匹配` : ''}`}
          </ButtonLink>
          {more === 0 && <p className="text-sm text-ink-soft">弱匹配只沾一两个词，多半不对题。</p>}
        </div>
      )}
      {matches.length === 0 && moreWeak > 0 && (
        <EmptyState
          title="没有强的和可能的匹配"
          action={
            <ButtonLink to={whole} preventScrollReset>
              还有 {moreWeak} 项弱匹配
            </ButtonLink>
          }
        >
          弱匹配只沾一两个词，多半不对题。换个说法、补上指标和领域，再匹配一次更有用。
        </EmptyState>
      )}
      {matches.length === 0 && moreWeak === 0 && (
        <EmptyState
          title={total > 0 ? '这一档没有成果' : props.isOver ? '需求已结束，不再匹配' : '还没有匹配到成果'}
          action={
            total > 0 ? (
              <ButtonLink to={to(null)}>看全部匹配</ButtonLink>
            ) : (
              <ButtonLink to="/achievements">自己搜一搜</ButtonLink>
            )
          }
        >
          {total === 0 &&
            !props.isOver &&
            '换个说法、补上指标和领域后再匹配，或请技术经纪人线下问。有新成果相符时会通知你。'}
        </EmptyState>
      )}
      {declined.length > 0 && <Declined declined={declined} mayAct={props.mayAct} reply={reply} />}
    </section>
  );
}

interface ActionsProps {
  match: MatchLine;
  demandId: string;
  mayAct: boolean;
  reply: AnswerReply | undefined;
}

function Actions({ match, demandId, mayAct, reply }: ActionsProps) {
  if (match.dealId !== null && !match.isOtherDeal)
    return <ButtonLink to={`/desk/deals/${match.dealId}`}>看洽谈</ButtonLink>;
  if (match.dealId !== null) {
    return (
      <>
        <ButtonLink to={`/desk/deals/${match.dealId}`}>去已有的洽谈里谈这一项</ButtonLink>
        {mayAct && <MatchAnswerForms match={match.answered} reply={reply} />}
      </>
    );
  }
  if (!mayAct) return null;
  return (
    <>
      <ButtonLink
        look={match.card.level === 'strong' ? 'primary' : 'secondary'}
        to={`/desk/deals/new?achievement=${match.achievementId}&demand=${demandId}`}
      >
        申请对接<span className="sr-only">：{match.card.title}</span>
      </ButtonLink>
      <MatchAnswerForms match={match.answered} reply={reply} />
    </>
  );
}

interface DeclinedProps {
  declined: readonly AnsweredMatch[];
  mayAct: boolean;
  reply: AnswerReply | undefined;
}

function Declined({ declined, mayAct, reply }: DeclinedProps) {
  return (
    <section className="mt-6" aria-labelledby="declined">
      <h3 id="declined" className="text-sm font-bold text-ink-soft">
        不合适的 {declined.length} 项，排在最后
      </h3>
      <ul className="mt-1 rounded-lg border border-line bg-card text-sm">
        {declined.map((match) => (
          <li
            key={match.id}
            className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-2 last:border-b-0"
          >
            <span className="min-w-0">
              <span className="mr-3 break-words">{match.title}</span>
              <MatchAnswerMark match={match} />
            </span>
            {mayAct && match.isOwnAnswer && <MatchAnswerForms match={match} reply={reply} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
