import type { BountyState } from '#app/domain/bounty.ts';
import type { Day } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { type Fen, formatWan } from '#app/domain/money.ts';
import { objectionMachine, type ObjectionState } from '#app/domain/publicity.ts';
import { Clock } from '../clock.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type ObjectingReader, ObjectionEntry } from '../objection-entry.tsx';
import type { Reply } from './deed-card.tsx';

interface BountyNoticeProps {
  bounty: {
    readonly no: string;
    readonly state: BountyState;
    readonly winner: { readonly orgName: string; readonly budgetFen: Fen } | null;
    readonly publicityUntilOn: Day | null;
    readonly decision: string | null;
    readonly dropReason: string | null;
    readonly isDiligent: boolean | null;
    readonly objections: readonly {
      readonly id: string;
      readonly grounds: string;
      readonly state: ObjectionState;
      readonly decision: string | null;
      readonly createdAt: Date;
      readonly isMine: boolean;
    }[];
  };
  today: Day;
  isObjectable: boolean;
  reader: ObjectingReader;
  /** Of the form: the same one sent twice is one objection. */
  replayKey: string;
  reply: Reply | undefined;
}

/** Who won, until when one may object, and what became of the own objection. */
export function BountyNotice({ bounty, today, isObjectable, reader, replayKey, reply }: BountyNoticeProps) {
  const { winner } = bounty;
  if (winner === null && bounty.objections.length === 0) return null;
  return (
    <section id="notice" className="grid gap-4">
      <SectionHead>中榜公示</SectionHead>
      {winner && (
        <div className="rounded-lg border border-line border-l-[3px] border-l-gold bg-card px-5 py-4">
          <p className="text-lg font-bold">{winner.orgName}</p>
          <p className="text-sm">揭榜经费 {formatWan(winner.budgetFen)}</p>
          {bounty.decision && <p className="mt-1 whitespace-pre-line text-sm">定榜意见：{bounty.decision}</p>}
          {bounty.state === 'publicity' && bounty.publicityUntilOn && (
            <p className="mt-1 text-sm">
              公示至 <Clock dueOn={bounty.publicityUntilOn} today={today} />
              ，期满没有未答复的异议就签约。
            </p>
          )}
          {bounty.state === 'stopped' && (
            <p className="mt-1 text-sm">
              已终止：{bounty.dropReason}
              {bounty.isDiligent && '（经认定勤勉尽责，不作失信处理）'}
            </p>
          )}
        </div>
      )}
      {bounty.objections.map((objection) => (
        <div key={objection.id} className="rounded-lg border border-line bg-card px-5 py-4 text-sm">
          <p className="font-bold">你的异议：{labelOf(objectionMachine, objection.state)}</p>
          <p className="whitespace-pre-line">{objection.grounds}</p>
          {objection.decision && <p className="mt-1 text-ink-soft">答复：{objection.decision}</p>}
          {objection.state === 'open' && (
            <IntentForm intent="withdraw" className="mt-3">
              <input type="hidden" name="objectionId" value={objection.id} />
              <SubmitButton intent="withdraw" look="secondary">
                撤回异议
              </SubmitButton>
            </IntentForm>
          )}
        </div>
      ))}
      {isObjectable && (
        <ObjectionEntry
          subject="bounty"
          at={`/bounties/${bounty.no}`}
          summary="对中榜有异议"
          objections={bounty.objections}
          {...{ reader, replayKey, reply }}
        />
      )}
    </section>
  );
}
