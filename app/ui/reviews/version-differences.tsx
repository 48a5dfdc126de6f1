interface Difference {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly { readonly text: string; readonly is: 'same' | 'added' | 'removed' }[];
}

/** What one version says otherwise than another, field by field: added words underlined, removed ones struck out. */
export function VersionDifferences({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return <p className="text-sm text-ink-soft">两版的内容相同。</p>;
  return (
    <dl className="rounded-lg border border-line bg-card">
      {differences.map(({ key, label, parts }) => (
        <div key={key} className="border-b border-line px-4 py-3 last:border-b-0 sm:px-6">
          <dt className="text-sm font-bold">{label}</dt>
          <dd className="mt-1 whitespace-pre-line break-words">
            {parts.map(({ text, is }, at) =>
              is === 'same' ? (
                <span key={at}>{text}</span>
              ) : is === 'added' ? (
                <ins key={at} className="bg-accent-tint text-accent underline">
                  <span className="sr-only">增加：</span>
                  {text}
                </ins>
              ) : (
                <del key={at} className="bg-danger-tint text-danger line-through">
                  <span className="sr-only">删去：</span>
                  {text}
                </del>
              ),
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
