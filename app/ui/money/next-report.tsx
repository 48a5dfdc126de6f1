import { Link } from '@remix-run/react';
import { reminderDays } from '#app/domain/statement-flags.ts';
import { Notice } from '../notice.tsx';
import type { AccountShown } from './statement-shown.ts';

/** Days late after which a missing report is a breach: the last reminder is over. */
const breachDays = reminderDays.at(-1) ?? 0;

const awaitedWords = ({ awaits, milestone }: NonNullable<AccountShown['start']>): string =>
  awaits === 'delivery'
    ? '约定的资料交付验收合格'
    : awaits === 'first_sale'
      ? '首次销售'
      : `第 ${milestone ?? 1} 项里程碑验收通过`;

interface NextReportProps {
  contractId: string;
  account: AccountShown;
  mayFile: boolean;
  mayReport: boolean;
}

/** Which period is reported next, and by when. */
export function NextReport({
  contractId,
  account: { next, dueOn, hasEnded, lateDays, isOpen, correctUntil, isLicensee, start, owedWords },
  mayFile,
  mayReport,
}: NextReportProps) {
  if (!isOpen) {
    return (
      <Notice title="合同已结清或者期满，不再申报">
        {correctUntil === null ? '以前申报有误的，仍可以更正。' : `以前申报有误的，可以更正到 ${correctUntil}。`}
      </Notice>
    );
  }
  if (start && owedWords === null) {
    return (
      <Notice title={`等${awaitedWords(start)}，提成最早从那天起算`}>
        之前不用申报。
        {!start.isDelivered && start.awaits !== 'delivery' && '约定的资料还没有交付验收，提成也不早于验收合格那天。'}
        {start.awaits === 'first_sale' && !isLicensee && '首次销售日由付款方登记。'}
        {!start.isDelivered && (
          <Link to={`/desk/contracts/${contractId}/trial`} className="link">
            看交付
          </Link>
        )}
      </Notice>
    );
  }
  if (next === null)
    return (
      <Notice kind="success" title={owedWords === null ? '各期都已申报' : '没有要申报的'}>
        {owedWords}
      </Notice>
    );
  return (
    <Notice
      kind={mayFile || lateDays > 0 ? 'attention' : 'info'}
      title={
        <>
          {lateDays > 0 ? `已逾期 ${lateDays} 天` : '下一期'}：{next.label}（{next.startOn} 至 {next.endOn}）
        </>
      }
    >
      {hasEnded ? '' : '本期还没有结束，结束后才能申报。'}
      {dueOn && (
        <>
          {hasEnded ? '' : '结束后'}请{isLicensee ? '你方' : '付款方'}在 {dueOn} 前申报，没有销售也要报。
        </>
      )}
      {owedWords}
      {!isLicensee && lateDays > breachDays && (
        <>
          {' '}
          逾期超过 {breachDays} 天未申报属于违约，可以
          <Link to={`/desk/contracts/${contractId}/changes`} className="link">
            书面催告
          </Link>
          ，限期补报。
        </>
      )}
      {!hasEnded && mayReport && (
        <>
          {' '}
          <Link to={`?period=${next.key}`} className="link">
            先报预估数
          </Link>
        </>
      )}
    </Notice>
  );
}
