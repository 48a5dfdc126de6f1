import type { SideNames } from '#app/domain/contract-kind.ts';
import { formatYuan } from '#app/domain/money.ts';
import { datedTriggers, type MilestoneTrigger } from '#app/domain/contract.ts';
import { isBelowSales, type SubmissionOutcome } from '#app/domain/milestone.ts';
import { milestoneCondition } from '#app/domain/schedule.ts';
import { MilestoneMark } from './contract-mark.tsx';
import { DateText } from './date-text.tsx';
import type { DeedReply } from './deed-reply.ts';
import { Fingerprint } from './fingerprint.tsx';
import { MilestoneDeeds } from './milestone-deeds.tsx';
import type { MilestoneLine } from './milestone-line.ts';

interface ContractMilestonesProps {
  contractId: string;
  sides: SideNames;
  milestones: readonly MilestoneLine[];
  /** A broker sees that there is evidence, not the files. */
  mayFetch: boolean;
  reply: DeedReply | undefined;
}

/** Milestones with condition, evidence and answer; who must answer does it here. */
export function ContractMilestones({ contractId, sides, milestones, mayFetch, reply }: ContractMilestonesProps) {
  return (
    <ol className="rounded-lg border border-line bg-card">
      {milestones.map((row) => (
        <li key={row.id} id={`milestone-${row.id}`} className="border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <h3 className="font-bold">
              里程碑 {row.position}：{row.name}
            </h3>
            <p className="flex flex-wrap items-baseline gap-x-4">
              <b className="nums">{formatYuan(row.amountFen)}</b>
              <MilestoneMark state={row.state} trigger={row.terms?.trigger} />
            </p>
          </div>
          {row.terms && (
            <p className="text-sm text-ink-soft">
              {milestoneCondition(row.terms)}；{payFrom(row.terms.trigger)} {row.payWithinDays} 天内付
            </p>
          )}
          <Submissions row={row} mayFetch={mayFetch} />
          {row.disputeReason && (
            <p className="mt-2 text-sm text-attention">
              {row.disputedSide && sides[row.disputedSide]}提出争议：{row.disputeReason}
            </p>
          )}
          {isBelowSales(row) && (
            <p className="mt-2 text-sm text-attention">
              更正后的累计销售额没有达到约定，这笔应付款已冻结；申报达到约定后，付款期限自动接着算。
            </p>
          )}
          {row.takenBack.map(({ id, amountFen, at }) => (
            <p key={id} className="mt-2 text-sm text-attention">
              <DateText value={at} /> 因更正后的累计销售额低于
              {row.terms?.triggerFen == null ? '约定' : ` ${formatYuan(row.terms.triggerFen)}`}，已计的里程碑款{' '}
              {formatYuan(amountFen)} 记为贷项，抵应付款；申报再次达到的，另计一笔。
            </p>
          ))}
          <MilestoneDeeds
            contractId={contractId}
            row={row}
            reply={reply?.values.milestoneId === row.id ? reply : undefined}
          />
        </li>
      ))}
    </ol>
  );
}

/** From when the days to pay run: reports reach a milestone of sales without anybody's acceptance. */
function payFrom(trigger: MilestoneTrigger): string {
  if (datedTriggers.includes(trigger)) return '到期后';
  return trigger === 'sales_reached' ? '申报达到后' : '验收后';
}

const outcomes: Readonly<Record<SubmissionOutcome, string>> = {
  accepted: '验收通过',
  rejected: '验收未通过',
  deemed: '逾期未答复，视为通过',
  stopped: '答复期已停止，不再等待答复',
};

function Submissions({ row, mayFetch }: { row: MilestoneLine; mayFetch: boolean }) {
  if (row.submissions.length === 0) return null;
  return (
    <ul className="mt-2 text-sm">
      {row.submissions.map((item) => (
        <li key={item.n} className="border-t border-line py-2">
          <p className="flex flex-wrap gap-x-4">
            {mayFetch ? (
              <a href={`/files/${item.file.id}`} className="link-quiet inline-flex min-h-11 items-center sm:min-h-6">
                证据 {item.n}：{item.file.name}
              </a>
            ) : (
              <span>证据 {item.n}</span>
            )}
            <span className="text-ink-soft">
              <DateText value={item.submittedAt} as="minute" /> {item.by}提交
            </span>
            <Fingerprint sha256={item.file.sha256} />
          </p>
          {item.note && <p className="text-ink-soft">{item.note}</p>}
          {item.outcome && (
            <p>
              {item.decidedAt && <DateText value={item.decidedAt} as="minute" />} {outcomes[item.outcome]}
              {item.reason && `：${item.reason}`}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
