import { useActionData } from '@remix-run/react';
import type { Day } from '#app/domain/days.ts';
import { declineReasonLabels, type DeclineReason } from '#app/domain/deal.ts';
import { ButtonLink } from './button.tsx';
import { ChoiceChip } from './chip.tsx';
import { EmptyState } from './empty-state.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { MatchCard, type MatchCardData } from './match-card.tsx';
import { Notice } from './notice.tsx';
import { Select } from './select.tsx';
import { SubmitButton } from './submit-button.tsx';

export interface MatchLine {
  readonly card: MatchCardData;
  readonly achievementId: string;
  /** The open deal of this pair. */
  readonly dealId: string | null;
  readonly confirmedOn: Day | null;
}

interface DemandMatchesProps {
  demandId: string;
  matches: readonly MatchLine[];
  /** How many further ones are not shown yet. */
  more: number;
  dismissed: readonly { id: string; title: string; reason: string }[];
  total: number;
  counts: Readonly<Record<string, number>>;
  level: string | null;
  mayAct: boolean;
  isFresh: boolean;
}

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

const levels = [
  ['strong', '强'],
  ['possible', '可能'],
  ['weak', '弱'],
] as const;

const reasons: readonly DeclineReason[] = ['too_early', 'benefit_unclear', 'field_mismatch', 'terms_unfit', 'other'];
const reasonOptions = reasons.map((value) => ({ value, label: declineReasonLabels[value] }));

/** The matches of a demand, best first, each with its reasons, the next step and the structured no. */
export function DemandMatches({
  demandId,
  matches,
  more,
  dismissed,
  total,
  counts,
  level,
  mayAct,
  isFresh,
}: DemandMatchesProps) {
  const reply = useActionData<Reply>();
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
      {!isFresh && <Notice kind="info">这些是上一版需求的匹配，保存新一版后会重新计算。</Notice>}
      <div className="grid gap-4">
        {matches.map((match) => (
          <MatchCard
            key={match.card.id}
            match={{ ...match.card, note: match.confirmedOn ? `${match.confirmedOn} 确认过` : '尚未确认' }}
            actions={<Actions match={match} demandId={demandId} mayAct={mayAct} reply={reply} />}
          />
        ))}
      </div>
      {more > 0 && (
        <div className="mt-4 flex justify-center">
          <ButtonLink to={`/desk/demands/${demandId}?${level ? `level=${level}&` : ''}all=1`} preventScrollReset>
            再看 {more} 项
          </ButtonLink>
        </div>
      )}
      {matches.length === 0 && (
        <EmptyState
          title={total > 0 ? '这一档没有成果' : '还没有匹配到成果'}
          action={
            total > 0 ? (
              <ButtonLink to={to(null)}>看全部匹配</ButtonLink>
            ) : (
              <ButtonLink to="/achievements">自己搜一搜</ButtonLink>
            )
          }
        >
          {total === 0 && '换个说法、补上指标和领域后再匹配，或请技术经纪人线下问。'}
        </EmptyState>
      )}
      {dismissed.length > 0 && (
        <section className="mt-6 text-sm text-ink-soft" aria-label="标过不合适的成果">
          <p>你标过 {dismissed.length} 项不合适：</p>
          <ul>
            {dismissed.map((match) => (
              <li key={match.id} className="flex flex-wrap items-center gap-x-3 py-1">
                <span>
                  「{match.title}」，原因：{declineReasonLabels[match.reason as DeclineReason] ?? '其他原因'}
                </span>
                {mayAct && (
                  <IntentForm intent="restore">
                    <input type="hidden" name="matchId" value={match.id} />
                    <SubmitButton look="quiet" pendingText="正在撤回…">
                      撤回<span className="sr-only">：{match.title}</span>
                    </SubmitButton>
                  </IntentForm>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

interface ActionsProps {
  match: MatchLine;
  demandId: string;
  mayAct: boolean;
  reply: Reply | undefined;
}

function Actions({ match, demandId, mayAct, reply }: ActionsProps) {
  const isRefused = reply?.intent === 'dismiss' && reply.values.matchId === match.card.id;
  if (match.dealId !== null) return <ButtonLink to={`/desk/deals/${match.dealId}`}>看洽谈</ButtonLink>;
  if (!mayAct) return null;
  return (
    <>
      <ButtonLink
        look={match.card.level === 'strong' ? 'primary' : 'secondary'}
        to={`/desk/deals/new?achievement=${match.achievementId}&demand=${demandId}`}
      >
        申请对接<span className="sr-only">：{match.card.title}</span>
      </ButtonLink>
      <details open={isRefused} className="max-w-full">
        <summary className="bare-summary inline-flex min-h-11 cursor-pointer items-center rounded-md border border-control bg-card px-4 text-sm sm:min-h-9">
          不合适（说明原因）
        </summary>
        <IntentForm intent="dismiss" className="mt-2 grid gap-2">
          <input type="hidden" name="matchId" value={match.card.id} />
          <Field
            name="reason"
            label="为什么不合适"
            scope={match.card.id}
            error={isRefused ? (reply.errors.reason ?? reply.errors['']) : undefined}
          >
            {(control) => <Select {...control} options={reasonOptions} blank="请选择" />}
          </Field>
          <div>
            <SubmitButton look="secondary">标为不合适</SubmitButton>
          </div>
        </IntentForm>
      </details>
    </>
  );
}
