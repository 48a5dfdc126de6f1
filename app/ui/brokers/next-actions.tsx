import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/days.ts';
import { demandMachine, type DemandState } from '#app/domain/demand.ts';
import { labelOf } from '#app/domain/machine.ts';
import { Clock } from '../clock.tsx';
import { demandTone } from '../demand-tone.ts';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';

const row = 'flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0';
const list = 'rounded-lg border border-line bg-card';

interface NextActionsProps {
  rows: readonly {
    readonly key: string;
    readonly kind: 'mandate' | 'engagement' | 'task' | 'introduction' | 'mandate_end';
    readonly title: string;
    readonly detail: string;
    readonly dueOn: Day | null;
    readonly href: string;
  }[];
  today: Day;
}

const words = {
  mandate: '委托邀请待答复',
  engagement: '长期委托待答复',
  task: '洽谈室任务',
  introduction: '撮合还没有双方答复，打个电话',
  mandate_end: '委托快到期，谈续签',
} as const;

/** What a broker does next, dated things first. */
export function NextActions({ rows, today }: NextActionsProps) {
  return (
    <section aria-labelledby="next">
      <SectionHead look="plain" id="next">
        下一步
      </SectionHead>
      {rows.length === 0 ? (
        <p className="text-sm text-ink-soft">没有等你办的事。</p>
      ) : (
        <ul className={list}>
          {rows.map((action) => (
            <li key={action.key} className={row}>
              <span className="min-w-0">
                <span className="block text-sm text-ink-soft">
                  {words[action.kind]}，{action.detail}
                </span>
                <Link to={action.href} className="link break-words">
                  {action.title}
                </Link>
              </span>
              {action.dueOn && <Clock dueOn={action.dueOn} today={today} soonDays={7} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ReplyClocksProps {
  rows: readonly {
    readonly id: string;
    readonly no: string;
    readonly achievementName: string;
    readonly achievementNo: string;
    readonly clientName: string;
    readonly dueOn: Day;
  }[];
  today: Day;
}

/** Requests that clients have not answered yet, with their clocks. */
export function ReplyClocks({ rows, today }: ReplyClocksProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="clocks">
      <SectionHead look="plain" id="clocks" note="提醒委托方尽快答复；过期就失效，也算进公开的答复率">
        委托方待答复的对接申请
      </SectionHead>
      <ul className={list}>
        {rows.map((one) => (
          <li key={one.id} className={row}>
            <span className="min-w-0">
              <span className="block text-sm tabular-nums text-ink-soft">
                {one.clientName}，{one.no}
              </span>
              <Link to={`/achievements/${one.achievementNo}`} className="link break-words">
                {one.achievementName}
              </Link>
            </span>
            <Clock dueOn={one.dueOn} today={today} soonDays={3} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ClientDemandsProps {
  rows: readonly {
    readonly id: string;
    readonly no: string;
    readonly title: string;
    readonly unitName: string;
    readonly state: DemandState;
    readonly matched: number;
  }[];
}

/** Demands of the broker's clients, and those he wrote down. */
export function ClientDemands({ rows }: ClientDemandsProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="demands">
      <SectionHead look="plain" id="demands">
        委托方的需求
      </SectionHead>
      <ul className={list}>
        {rows.map((one) => (
          <li key={one.id} className={row}>
            <span className="min-w-0">
              <b className="break-words font-normal">{one.title}</b>
              <span className="block text-sm tabular-nums text-ink-soft">
                {one.unitName}，{one.no}，相符的成果 {one.matched} 项
              </span>
            </span>
            <StateMark tone={demandTone[one.state]}>{labelOf(demandMachine, one.state)}</StateMark>
          </li>
        ))}
      </ul>
    </section>
  );
}
