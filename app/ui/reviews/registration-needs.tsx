import type { ReactNode } from 'react';
import type { RegistrationNeed } from '#app/domain/registration-needs.ts';
import { StateMark } from '../state-mark.tsx';

interface RegistrationNeedsProps {
  needs: readonly RegistrationNeed[];
  /** Where something that is missing is mended or remarked on. */
  renderWay?: (need: RegistrationNeed) => ReactNode;
}

const kinds = [
  { kind: 'field', label: '登记表的内容', met: '已填', unmet: '没有填' },
  { kind: 'paper', label: '随附的材料', met: '已有', unmet: '还没有' },
] as const;

/** What registration asks for, and what of it the record has: the missing first. */
export function RegistrationNeeds({ needs, renderWay }: RegistrationNeedsProps) {
  return (
    <dl className="grid gap-4 text-sm">
      {kinds.map(({ kind, label, met, unmet }) => {
        const own = needs.filter((need) => need.kind === kind);
        const missing = own.filter(({ isMet }) => !isMet);
        const there = own.filter(({ isMet }) => isMet);
        return (
          <div key={kind}>
            <dt className="font-bold">
              {label}
              <span className="ml-3 font-normal text-ink-soft">
                共 {own.length} 项，{missing.length === 0 ? '都有了' : `缺 ${missing.length} 项`}
              </span>
            </dt>
            {missing.map((need) => (
              <dd key={need.key} className="flex flex-wrap items-center gap-x-4 border-b border-line py-1.5">
                <StateMark tone="attention">
                  {need.kind === 'paper' && need.isWaiting ? '已上传，待保密审查' : unmet}
                </StateMark>
                <span className="min-w-0 grow">{need.says}</span>
                {renderWay?.(need)}
              </dd>
            ))}
            {there.length > 0 && (
              <dd className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 py-1.5">
                <StateMark tone="good">{met}</StateMark>
                <span className="text-ink-soft">{there.map(({ says }) => says).join('、')}</span>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
