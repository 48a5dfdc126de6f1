import {
  answerWords,
  type DeclarationAnswer,
  type DeclarationEvent,
  type DeclarationGround,
  declarationLabels,
  groundLabels,
  type LossCause,
} from '#app/domain/contract-declaration.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { DateText } from './date-text.tsx';
import type { DeedReply } from './deed-reply.ts';
import { ProposalAnswer } from './proposal-answer.tsx';
import type { EndLeft } from './contracts/end-consequences.tsx';
import { LossLine } from './contracts/loss-line.tsx';
import { StateMark } from './state-mark.tsx';

export interface Declaration {
  readonly id: string;
  readonly event: DeclarationEvent;
  readonly side: ContractSide;
  readonly ground: DeclarationGround;
  readonly reason: string;
  readonly declaredAt: Date;
  readonly effectiveOn: string | null;
  readonly answer: DeclarationAnswer | null;
  readonly answerReason: string | null;
  /** Of a right that ended. */
  readonly rights?: readonly { readonly label: string }[] | null;
  readonly cause?: LossCause | null;
  readonly keepsPpm?: number | null;
  readonly stops?: readonly number[] | null;
  readonly fileId?: string | null;
  /** Waits for the other side's word. */
  readonly isOpen?: boolean;
  /** Null: the platform, by silence. */
  readonly by: string | null;
}

interface ContractDeclarationsProps {
  declarations: readonly Declaration[];
  sides: SideNames;
  side?: ContractSide | null;
  /** The reader is a party: a broker reads the words, not the papers. */
  mayOpenFiles: boolean;
  /** The reader may answer open proposals here. */
  mayAnswer?: boolean;
  /** What an end by agreement would leave today. */
  ending?: EndLeft | null;
  reply?: DeedReply | undefined;
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
  restore_rights: ['good', 'check'],
  first_sale: ['good', 'check'],
} as const;

/** Who declared what, on what ground, and the answer where one is needed: both parties read the same words. */
export function ContractDeclarations({
  declarations,
  sides,
  side,
  mayOpenFiles,
  mayAnswer = false,
  ending,
  reply,
}: ContractDeclarationsProps) {
  if (declarations.length === 0) return <p className="text-sm text-ink-soft">没有中止、催告或者解除。</p>;
  return (
    <ul className="rounded-lg border border-line bg-card">
      {declarations.map(({ id, event, ground, reason, by, ...row }) => (
        <li key={id} className="grid gap-1 border-b border-line px-4 py-4 last:border-b-0 sm:px-6">
          <p className="flex flex-wrap items-baseline gap-x-4 text-sm">
            <StateMark tone={looks[event][0]} shape={looks[event][1]}>
              {declarationLabels[event]}
            </StateMark>
            <span className="text-ink-soft">
              {sides[row.side]}，{by ?? '平台按约定处理'} <DateText value={row.declaredAt} as="minute" />
            </span>
          </p>
          <p className="font-bold">
            {event === 'first_sale' ? `首次销售日 ${row.effectiveOn ?? ''}` : groundLabels[ground]}
            {event !== 'first_sale' &&
              row.effectiveOn &&
              (event === 'demand' ? `；请在 ${row.effectiveOn} 前补正` : `；自 ${row.effectiveOn} 起`)}
          </p>
          {event === 'lose_rights' && <LossLine {...row} />}
          <p className="whitespace-pre-line">{reason}</p>
          {row.fileId && mayOpenFiles && (
            <p className="text-sm">
              <a href={`/files/${row.fileId}`} className="link" download>
                下载决定书或者登记文件
              </a>
            </p>
          )}
          {row.answer && (
            <p className="text-sm">
              {answerWords({ event, side: row.side, answer: row.answer })}
              {row.answerReason && `：${row.answerReason}`}
            </p>
          )}
          {row.isOpen && !mayAnswer && <p className="text-sm text-attention">等对方答复，同意以前不生效。</p>}
          {row.isOpen && mayAnswer && (
            <ProposalAnswer
              declarationId={id}
              isOwn={row.side === side}
              ending={event === 'end_by_agreement' ? (ending ?? undefined) : undefined}
              reply={reply}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
