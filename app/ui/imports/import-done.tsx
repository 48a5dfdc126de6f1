import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { type LeftLine, LeftUpdates } from './left-updates.tsx';

interface ImportDoneProps {
  row: {
    readonly totalRows: number;
    readonly invalidRows: number;
    readonly importedRows: number;
    readonly updatedRows: number;
    readonly skippedRows: number;
    readonly id: string;
    readonly reviewedBy: string | null;
  };
  /** The secrecy reviewer who was named for the whole file and let it go public. */
  reviewer: string | null;
  /** So many of its records are read one by one, and not public yet. */
  held: number;
  left: readonly LeftLine[];
  /** The search has taken in all of it. */
  isSearchable: boolean;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** What came of the import. */
export function ImportDone({ row, reviewer, held, left, isSearchable }: ImportDoneProps) {
  const parts = [
    row.importedRows > 0 && `新增 ${count(row.importedRows)} 项`,
    row.updatedRows > 0 && `更新 ${count(row.updatedRows)} 项`,
    row.skippedRows > 0 && `跳过 ${count(row.skippedRows)} 行`,
    row.invalidRows > 0 && `有问题没有导入 ${count(row.invalidRows)} 行`,
  ].filter((part) => part !== false);
  const shown = held === 0 ? '成果已公开' : `除 ${count(held)} 项要逐项复核，成果已公开`;
  const outcome =
    row.reviewedBy === null
      ? row.importedRows === 0
        ? '没有新增的成果。'
        : '已送保密审查，通过后公开。'
      : isSearchable
        ? `${shown}，可以搜到了。`
        : `${shown}，正在编入搜索，大批量要几分钟。`;
  return (
    <Notice
      kind="success"
      title={`共 ${count(row.totalRows)} 行，${outcome}`}
      actions={
        <>
          <ButtonLink to="/desk/achievements">看本单位成果</ButtonLink>
          {row.reviewedBy !== null && <ButtonLink to="/achievements">到公开列表里找</ButtonLink>}
        </>
      }
    >
      {parts.join('，')}
      {parts.length > 0 && '。'}
      {reviewer !== null && `${reviewer}审过整份文件后公开；要人工复核的仍逐项审。`}
      {left.length > 0 && <LeftUpdates left={left} />}
    </Notice>
  );
}
