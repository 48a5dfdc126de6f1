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
}

const silence = (isTold: boolean, isOver: boolean): string => {
  if (!isTold) return '没有本单位的账号，平台没有通知他：请书面征询，登记他的答复或者送达证明';
  return isOver ? '没有答复，视为放弃' : '还没有答复';
};

/** Who was asked by when, and the last word of each. */
export function PriorityPeople({ inquiry, people, isOpen, fault, today }: PriorityPeopleProps) {
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
    </section>
  );
}
