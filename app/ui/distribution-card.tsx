import { Link } from '@remix-run/react';
import { rewardedWord } from '#app/domain/distribution-shares.ts';
import type { DistributionState } from '#app/domain/distribution.ts';
import { type Fen, formatPpm } from '#app/domain/money.ts';
import { floorWords } from '#app/domain/split.ts';
import { Amount } from './amount.tsx';
import { DateText } from './date-text.tsx';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { DistributionMark } from './receipt-mark.tsx';
import { ShareTable, type ShownShare } from './share-table.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface Shown {
  readonly id: string;
  readonly state: DistributionState;
  readonly receiptFen: Fen;
  readonly netFen: Fen;
  readonly teamPpm: number;
  readonly floorPpm: number;
  readonly floorSource: string;
  readonly proposer: string;
  readonly proposedAt: Date;
  readonly returnNote: string | null;
  readonly shares: readonly (ShownShare & { readonly id: string })[];
  readonly deeds: readonly string[];
  readonly isOwnProposal: boolean;
}

/** One proposal of how a receipt is shared, with what the actor may do about it. */
export function DistributionCard({ distribution, reply }: { distribution: Shown; reply?: Reply | undefined }) {
  const { id, state, deeds } = distribution;
  const typed = useTyped(reply, 'return');
  const which = <input type="hidden" name="distributionId" value={id} />;
  return (
    <article className="grid gap-4 rounded-lg border border-line bg-card px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 text-sm">
        <DistributionMark state={state} />
        <p className="text-ink-soft">
          {distribution.proposer} <DateText value={distribution.proposedAt} as="minute" /> 提出
        </p>
      </div>
      <ShareTable shares={distribution.shares} floorSource={distribution.floorSource} />
      <p className="text-sm text-ink-soft">
        净收入 <Amount fen={distribution.netFen} />，{rewardedWord(distribution)} {formatPpm(distribution.teamPpm)}，
        {floorWords(distribution)}。
      </p>
      {distribution.returnNote && <p>退回原因：{distribution.returnNote}</p>}
      {state !== 'returned' && (
        <p className="text-sm">
          {state === 'proposed' && `等${rewardedWord(distribution)}逐个确认，确认后送审批。`}
          <Link to={`/desk/distributions/${id}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
            看确认、公示和发放
          </Link>
        </p>
      )}
      {(state === 'proposed' || state === 'confirmed') && distribution.isOwnProposal && (
        <p className="text-sm text-ink-soft">提出人不能批准自己的方案，请另一位财务或审批人办理。</p>
      )}
      {deeds.length > 0 && (
        <div className="grid gap-4 border-t border-line pt-4">
          {deeds.includes('approve') && (
            <IntentForm intent="approve">
              {which}
              <SubmitButton intent="approve">批准分配方案</SubmitButton>
            </IntentForm>
          )}
          {deeds.includes('distribute') && (
            <IntentForm intent="distribute">
              {which}
              <p className="mb-2 text-sm">
                按上表把 <Amount fen={distribution.receiptFen} />{' '}
                记到各方名下。入账后平台上不能改，也不能退回，先核对清楚。
              </p>
              <SubmitButton intent="distribute">分配入账</SubmitButton>
            </IntentForm>
          )}
          {deeds.includes('return') && (
            <IntentForm intent="return" className="grid gap-3">
              {which}
              <Field
                name="note"
                scope="return"
                label="退回？写明原因"
                error={reply?.intent === 'return' ? reply.errors.note : undefined}
              >
                {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('note')} />}
              </Field>
              <div>
                <SubmitButton look="secondary" intent="return">
                  退回方案
                </SubmitButton>
              </div>
            </IntentForm>
          )}
        </div>
      )}
    </article>
  );
}
