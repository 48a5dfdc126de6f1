import {
  type DeclarationEvent,
  type DeclarationGround,
  declarationLabels,
  groundLabels,
} from '#app/domain/contract-declaration.ts';
import { type ContractSide, sideLabels } from '#app/domain/contract-deeds.ts';
import { DateText } from './date-text.tsx';
import { StateMark } from './state-mark.tsx';

export interface Declaration {
  readonly id: string;
  readonly event: DeclarationEvent;
  readonly side: ContractSide;
  readonly ground: DeclarationGround;
  readonly reason: string;
  readonly declaredAt: Date;
  /** Null: the platform, by silence. */
  readonly by: string | null;
}

const looks = {
  suspend: ['attention', 'pause'],
  resume: ['good', 'check'],
  terminate: ['danger', 'cross'],
  demand: ['danger', 'alert'],
  cure: ['good', 'check'],
  buy_out: ['gold', 'diamond'],
  end_by_agreement: ['attention', 'paper'],
  extend_trial: ['attention', 'clock'],
  lose_rights: ['danger', 'alert'],
} as const;

/** Who suspended, resumed or terminated, on what ground: both parties read the same words. */
export function ContractDeclarations({ declarations }: { declarations: readonly Declaration[] }) {
  return (
    <ul className="rounded-lg border border-line bg-card">
      {declarations.map(({ id, event, side, ground, reason, declaredAt, by }) => (
        <li key={id} className="border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
          <p className="flex flex-wrap items-baseline gap-x-4 text-sm">
            <StateMark tone={looks[event][0]} shape={looks[event][1]}>
              {declarationLabels[event]}
            </StateMark>
            <span className="text-ink-soft">
              {sideLabels[side]}，{by ?? '平台按约定处理'} <DateText value={declaredAt} as="minute" />
            </span>
          </p>
          <p className="mt-1 font-bold">{groundLabels[ground]}</p>
          <p className="whitespace-pre-line">{reason}</p>
        </li>
      ))}
    </ul>
  );
}
