import type { Day } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import {
  hasLapsed,
  isApplying,
  isBiddable,
  isGathering,
  tradeApplicationMachine,
  type TradeApplicationState,
  type TradeState,
} from '#app/domain/trade.ts';
import { ButtonLink } from '../button.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Reply } from '../nda-room/nda-agreement.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { ApplyForm } from './apply-form.tsx';
import { type Deposit, OwnDeposit } from './deposit-forms.tsx';
import { BidForm } from './bid-form.tsx';
import { applicationTones } from './trade-words.ts';

interface TradePartProps {
  trade: {
    readonly id: string;
    readonly no: string;
    readonly state: TradeState;
    readonly askFen: bigint;
    readonly stepFen: bigint;
    readonly currentFen: bigint | null;
    readonly applyUntil: Date;
    readonly biddingAt: Date;
    readonly closesAt: Date;
    readonly depositFen: bigint;
    readonly application:
      | (Deposit & {
          readonly id: string;
          readonly n: number | null;
          readonly state: TradeApplicationState;
          readonly decisionNote: string | null;
          readonly returnBy: Day | null;
        })
      | null;
    readonly payTo: { readonly accountName: string; readonly bankName: string; readonly accountNo: string } | null;
    readonly isLeading: boolean;
    readonly isWinner: boolean;
    readonly isUnit: boolean;
    readonly maySee: boolean;
    readonly mayApply: boolean;
    readonly dealId: string | null;
    readonly signBy: Day | null;
  };
  now: Date;
  isSignedIn: boolean;
  applyKey: string;
  bidKey: string;
  reply: Reply | undefined;
}

/** What the reader himself can do in the trade now. */
export function TradePart({ trade, now, isSignedIn, applyKey, bidKey, reply }: TradePartProps) {
  const { application } = trade;
  if (trade.isUnit)
    return trade.maySee ? (
      <ButtonLink to={`/desk/trades/${trade.id}`}>管理这场交易</ButtonLink>
    ) : (
      <p className="text-sm text-ink-soft">你单位的挂牌交易，由经办人和审批人办理。</p>
    );
  const isLapsed = application !== null && hasLapsed(application.state, trade, now);
  const isPaid = Boolean(application?.paidOn ?? application?.depositOn);
  const deposit = application !== null &&
    (application.state !== 'withdrawn' || application.paidOn || application.depositOn) && (
      <OwnDeposit
        application={application}
        depositFen={trade.depositFen}
        tradeNo={trade.no}
        payTo={trade.payTo}
        isToPay={application.state === 'submitted' && isGathering(trade, now)}
        isLapsed={isLapsed}
        reply={reply}
      />
    );
  if (trade.dealId !== null) {
    return (
      <div className="grid gap-3">
        {trade.signBy !== null && (
          <p className="text-sm">你单位成交，请在 {trade.signBy} 以前签好合同（平台默认，公告另有约定的从其约定）。</p>
        )}
        <ButtonLink look="primary" to={`/desk/deals/${trade.dealId}`}>
          {trade.signBy === null ? '去洽谈室' : '去洽谈室起草合同'}
        </ButtonLink>
        {deposit}
      </div>
    );
  }
  const takesPart = application !== null && application.state !== 'withdrawn';
  if (!takesPart) {
    if (!isApplying(trade, now)) return deposit || null;
    if (!isSignedIn)
      return (
        <ButtonLink look="primary" to={`/sign-in?next=/trades/${trade.no}`}>
          登录后登记意向
        </ButtonLink>
      );
    if (!trade.mayApply) return <p className="text-sm text-ink-soft">由企业的经办人登记意向。</p>;
    return <ApplyForm replayKey={applyKey} reply={reply} />;
  }
  const canBid = application.state === 'qualified' && isBiddable(trade, now);
  return (
    <div className="grid gap-3">
      <p>
        你单位：
        <StateMark tone={applicationTones[application.state]}>
          {isLapsed ? '没有参加' : labelOf(tradeApplicationMachine, application.state)}
          {application.n === null ? '' : `，${application.n} 号`}
        </StateMark>
      </p>
      {isLapsed && (
        <p className="text-sm">
          竞价开始前挂牌单位没有审核你单位的意向，没有参加这场交易，不用交保证金。
          {isPaid ? '已经付的，由挂牌单位核对后退还。' : '已经付的，请联系挂牌单位核对后退还。'}
        </p>
      )}
      {isLapsed && reply?.intent === 'claimDeposit' && <ErrorSummary message={Object.values(reply.errors)[0]?.[0]} />}
      {application.decisionNote && <p className="text-sm">理由：{application.decisionNote}</p>}
      {trade.isWinner && trade.state === 'noticed' && (
        <p className="font-bold text-accent">你单位成交，公示期满后起草合同。</p>
      )}
      {trade.isWinner && trade.state === 'concluded' && (
        <p>与挂牌单位的洽谈已经结束，没有签合同；成交由挂牌单位登记解除。还要签的，请联系挂牌单位。</p>
      )}
      {canBid && <BidForm trade={trade} isLeading={trade.isLeading} replayKey={bidKey} reply={reply} />}
      {deposit}
      {application.state !== 'refused' && (isGathering(trade, now) || (isLapsed && isPaid)) && (
        <IntentForm intent="leave">
          <ErrorSummary message={reply?.intent === 'leave' ? Object.values(reply.errors)[0]?.[0] : undefined} />
          <input type="hidden" name="applicationId" value={application.id} />
          <SubmitButton intent="leave" look="quiet">
            撤回意向
          </SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}
