/** Why a match does not stand higher, a sentence each; nothing where nothing is missing. */
export function MatchGaps({ gaps, title }: { gaps: readonly string[]; title: string }) {
  if (gaps.length === 0) return null;
  return (
    <details className="border-t border-line text-sm">
      <summary className="min-h-11 px-4 py-2.5 text-primary sm:px-5">
        为什么不更高<span className="sr-only">：{title}</span>
      </summary>
      <ul className="list-disc px-4 pb-3.5 pl-9 sm:px-5 sm:pl-10">
        {gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
      </ul>
    </details>
  );
}
