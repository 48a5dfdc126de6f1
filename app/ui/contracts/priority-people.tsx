import { type PriorityWord, priorityLabels } from '#app/domain/completer-priority.ts';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Notice } from '../notice.tsx';

interface PriorityPeopleProps {
  inquiry: { readonly askedAt: Date; readonly untilOn: string } | null;
  people: readonly {
    readonly name: string;
    /** On his account; else the platform has told him nothing. */
    readonly isTold: boolean;
    readonly last: {
      readonly word: PriorityWord;
      readonly answeredAt: Date;
      readonly fileId: string | null;
      readonly reason: string;
    } | null;
  }[];
  isOpen: boolean;
  today: string;
  fault: string | null;
  claims: readonly { readonly name: string; readonly lapsesOn: string }[];
  earlier: readonly {
    readonly id: string;
    readonly name: string;
    readonly word: PriorityWord;
    readonly answeredAt: Date;
  }[];
}

const silence = (isTold: boolean, isOver: boolean): string => {
  if (!isTold) return '没有本单位的账号，平台没有通知他：请书面征询，登记他的答复或者送达证明';
  return isOver ? '没有答复，视为放弃' : '还没有答复';
};

/** Who was asked by when, and the last word of each. */
export function PriorityPeople({ inquiry, people, isOpen, fault, today, claims, earlier }: PriorityPeopleProps) {
  if (inquiry === null)
    return (
      <div className="grid gap-4">
        {fault && <Notice kind="attention">{fault}</Notice>}
        <EmptyState title="这一版没有征询完成人">
          {isOpen ? '征询由本单位的经办人发出。' : '只有双方都同意了条款、还没有签署的转让合同可以征询。'}
        </EmptyState>
      </div>
    );
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="font-bold">
        <DateText value={inquiry.askedAt} /> 征询，最迟 <DateText value={inquiry.untilOn} /> 答复
      </h2>
      {fault && (
        <div className="mt-3">
          <Notice kind="attention" title="现在还不能签署">
            {fault}
            {claims.map(({ name, lapsesOn }) => (
              <p key={name} className="mt-2">
                {name}的主张成立的，由本单位按同等条件和他订立合同（在平台外签），再把这份合同撤回。到 {lapsesOn}{' '}
                还没有订成的，由审批人在本页登记了结；他也可以自己撤回主张。
              </p>
            ))}
          </Notice>
        </div>
      )}
      <ul className="mt-3 rounded-lg border border-line bg-card text-sm">
        {people.map(({ name, last, isTold }) => (
          <li key={name} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0 sm:px-6">
            <b>{name}</b>
            {last === null ? (
              <p className="text-ink-soft">{silence(isTold, today > inquiry.untilOn)}</p>
            ) : (
              <p>
                <DateText value={last.answeredAt} as="minute" /> {priorityLabels[last.word]}
                {last.reason && `：${last.reason}`}
                {last.fileId && (
                  <a href={`/files/${last.fileId}`} className="link ml-2">
                    看材料
                  </a>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
      {earlier.length > 0 && (
        <>
          <h3 className="mt-4 font-bold">以前的答复</h3>
          <ul className="mt-1 grid gap-1 text-sm">
            {earlier.map(({ id, name, word, answeredAt }) => (
              <li key={id}>
                <DateText value={answeredAt} as="minute" /> {name} {priorityLabels[word]}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
