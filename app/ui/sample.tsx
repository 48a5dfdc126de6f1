/** 示例: this person, organisation or figure is invented. */
export function Sample() {
  return (
    <span className="inline-block whitespace-nowrap rounded-sm border border-line bg-card px-1 align-baseline text-[0.75rem] font-normal leading-[1.5] text-ink-soft">
      示例
    </span>
  );
}
