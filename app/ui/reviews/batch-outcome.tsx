import { Link } from '@remix-run/react';
import { Notice } from '../notice.tsx';

interface BatchOutcomeProps {
  readonly done: number;
  /** Left out by the batch, and still this person's to decide. */
  readonly waiting: readonly { readonly id: string; readonly name: string }[];
  /** Left out, since a file that this person brought or confirmed himself brought them. */
  readonly own: number;
  /** Left out, and not here any more. */
  readonly others: number;
}

/** What a batch decided, and by name what it left for the reviewer to read. */
export const BatchOutcome = ({ done, waiting, own, others }: BatchOutcomeProps) => (
  <div className="mb-4">
    <Notice
      kind={waiting.length + own > 0 ? 'attention' : 'success'}
      live="polite"
      title={`已处理 ${done} 项${waiting.length + own > 0 ? `，${waiting.length + own} 项没有处理` : ''}`}
    >
      {waiting.length > 0 && (
        <>
          <p>下面的内容或材料在你打开这一页之后变过，或者要逐项复核，请打开看过再审：</p>
          <ul className="list-disc pl-5">
            {waiting.map(({ id, name }) => (
              <li key={id}>
                <Link to={`/desk/reviews/achievements/${id}`} className="link">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {own > 0 && <p>{own} 项来自你自己上传、对应列或确认的导入，按双人原则要由另一位保密审查人员来审。</p>}
      {others > 0 && `另有 ${others} 项已被同事处理，或者不归你审。`}
    </Notice>
  </div>
);
