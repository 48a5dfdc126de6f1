export interface LeftLine {
  /** Why, in a sentence. */
  readonly says: string;
  readonly rows: number;
}

/** What was to be updated and was not, by the reason. */
export const LeftUpdates = ({ left }: { left: readonly LeftLine[] }) => (
  <ul className="list-disc pl-5">
    {left.map(({ says, rows }) => (
      <li key={says}>
        {rows.toLocaleString('en-US')} 行没有更新：{says}
      </li>
    ))}
  </ul>
);
