import { Link } from '@remix-run/react';
import { Notice } from '../notice.tsx';

export interface Held {
  readonly first: readonly { readonly id: string; readonly name: string; readonly reasons: readonly string[] }[];
  readonly count: number;
}

/** Records of an import that are not decided on with the rest: which, and the rule or the mark that keeps each back. */
export function ImportHeld({ held, isReviewer }: { held: Held; isReviewer: boolean }) {
  const { first, count } = held;
  if (count === 0) return null;
  const to = isReviewer ? '/desk/reviews/achievements' : '/desk/achievements';
  return (
    <div className="mt-4">
      <Notice kind="attention" title={`${count.toLocaleString('en-US')} 项不随整批公开，要由审核人员逐项复核`}>
        <ul className="list-disc pl-5">
          {first.map(({ id, name, reasons }) => (
            <li key={id} className="break-words">
              <Link to={`${to}/${id}`} className="link">
                {name}
              </Link>
              ：{reasons.length > 0 ? reasons.join('；') : '军民两用或出口管制'}
            </li>
          ))}
        </ul>
        {count > first.length && `先列 ${first.length} 项。`}
        规则不许公开的，撤回送审、改好再送。
      </Notice>
    </div>
  );
}
