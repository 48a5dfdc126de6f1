import { Notice } from '../notice.tsx';

/** Says before anything is signed that a patent the listing rests on stands no more. */
export function LapsedNotice({ numbers }: { numbers: readonly string[] }) {
  if (numbers.length === 0) return null;
  return (
    <Notice kind="attention" title={`有 ${numbers.length} 件专利已失效`}>
      <span className="nums">{numbers.join('、')}</span>{' '}
      在专利登记簿上已经失效，不能再许可或转让。请先与单位核对这项成果还依据哪些权利。
    </Notice>
  );
}
