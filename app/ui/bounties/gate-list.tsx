import type { GateKind } from '#app/domain/bounty.ts';
import { DateText } from '../date-text.tsx';
import { StateMark } from '../state-mark.tsx';

export interface GateLine {
  readonly n: number;
  readonly kind: GateKind;
  readonly title: string;
  readonly dueOn: string;
  readonly isDecided: boolean;
  /** Absent on the public page: points of teams are not public. */
  readonly results?: readonly {
    readonly proposalId: string;
    readonly orgName: string;
    readonly score: number;
    readonly passed: boolean;
    readonly note: string;
  }[];
}

const kindWords: Readonly<Record<GateKind, string>> = { gate: '关口', milestone: '里程碑' };

/** Gates of a race and milestones of the winner, with what came of each. */
export function GateList({ gates }: { gates: readonly GateLine[] }) {
  return (
    <ol className="border-t border-line">
      {gates.map((gate) => (
        <li key={gate.n} className="border-b border-line py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span>
              <span className="mr-2 text-sm text-ink-soft">{kindWords[gate.kind]}</span>
              {gate.title}
            </span>
            <span className="text-sm">
              <DateText value={gate.dueOn} />{' '}
              {gate.isDecided ? <StateMark tone="good">已检查</StateMark> : <StateMark tone="neutral">未到</StateMark>}
            </span>
          </p>
          {gate.results && gate.results.length > 0 && (
            <ul className="mt-1 text-sm">
              {gate.results.map((result) => (
                <li key={result.proposalId} className="flex flex-wrap gap-x-3">
                  <StateMark tone={result.passed ? 'good' : 'danger'}>{result.passed ? '通过' : '未过'}</StateMark>
                  <span>{result.orgName}</span>
                  {gate.kind === 'gate' && <span className="nums">{result.score} 分</span>}
                  {result.note && <span className="text-ink-soft">{result.note}</span>}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
