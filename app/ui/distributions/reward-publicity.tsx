import { dayOf } from '#app/domain/days.ts';
import type { DistributionState } from '#app/domain/distribution.ts';
import { DateText } from '../date-text.tsx';
import { Fingerprint } from '../fingerprint.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';

interface RewardPublicityProps {
  publicity: {
    readonly workingDays: number;
    readonly contact: string;
    readonly startedAt: Date;
    readonly endsAt: Date | null;
    readonly sha256: string | null;
    readonly net: string;
    readonly people: readonly { readonly name: string; readonly amount: string }[];
  };
  state: DistributionState;
}

/** 现金奖励名单公示, as it was frozen: for every member of the unit. */
export function RewardPublicity({ publicity, state }: RewardPublicityProps) {
  const { startedAt, endsAt, people, net, sha256, contact } = publicity;
  const isRunning = state === 'publicity';
  return (
    <section aria-labelledby="publicity">
      <SectionHead look="plain" id="publicity" note={`${publicity.workingDays} 个工作日`}>
        现金奖励名单公示
      </SectionHead>
      <Notice
        kind={isRunning ? 'attention' : 'info'}
        title={isRunning ? '正在本单位公示' : state === 'returned' ? '方案已退回，公示作废' : '公示已结束'}
      >
        <DateText value={startedAt} /> 起{endsAt && `，至 ${dayOf(endsAt)}`}。有异议请联系：{contact}
      </Notice>
      <ul className="mt-3 rounded-lg border border-line bg-card text-sm">
        {people.map((person) => (
          <li
            key={person.name}
            className="flex justify-between gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0"
          >
            <span>{person.name}</span>
            <b className="nums">{person.amount}</b>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">
        净收入 {net}。
        {sha256 && (
          <>
            公示内容指纹 <Fingerprint sha256={sha256} />
          </>
        )}
      </p>
    </section>
  );
}
