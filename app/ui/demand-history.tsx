import { Link } from '@remix-run/react';
import { type DealState, dealMachine } from '#app/domain/deal.ts';
import { labelOf } from '#app/domain/machine.ts';
import { DateText } from './date-text.tsx';
import { dealTone } from './deal-tone.ts';
import { SectionHead } from './section-head.tsx';
import { StateMark } from './state-mark.tsx';

interface DemandHistoryProps {
  history: readonly { id: string; deed: string; versionN: number | null; at: Date }[];
  talks: readonly { id: string; no: string; state: DealState }[];
}

const words: Readonly<Record<string, string>> = {
  save: '存草稿',
  publish: '发布',
  revise: '改成新的一版',
  talk: '进入洽谈',
  resume: '洽谈未成，继续征集',
  solve: '标为已解决',
  close: '关闭',
  renew: '延长有效期',
  expire: '有效期已过',
  confirm: '确认仍有需要',
  lapse: '到期没有确认，停止征集',
  ask: '有团队提问',
  answer: '答复提问',
  invite: '邀请单位答题',
  split: '拆分',
  enter: '由服务人员代填',
  return: '退回修改',
};

/** Versions and progress of a demand, and the talks about it. */
export function DemandHistory({ history, talks }: DemandHistoryProps) {
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5">
      <SectionHead look="plain">版本与进展</SectionHead>
      {talks.length > 0 && (
        <ul className="mb-3 border-b border-line pb-3 text-sm">
          {talks.map((talk) => (
            <li key={talk.id} className="flex flex-wrap justify-between gap-x-4 py-1">
              <Link to={`/desk/deals/${talk.id}`} className="link-quiet nums">
                洽谈 {talk.no}
              </Link>
              <StateMark tone={dealTone[talk.state]}>{labelOf(dealMachine, talk.state)}</StateMark>
            </li>
          ))}
        </ul>
      )}
      <ol className="text-sm">
        {history.map((line) => (
          <li key={line.id} className="flex gap-4 py-1">
            <span className="w-16 flex-none text-ink-soft">
              <DateText value={line.at} as="short" />
            </span>
            <span>
              {line.versionN !== null && `第 ${line.versionN} 版：`}
              {words[line.deed.split('.')[1] ?? ''] ?? '有变动'}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
