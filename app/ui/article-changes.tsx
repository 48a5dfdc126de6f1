interface ArticleChangesProps {
  changes: readonly {
    readonly no: number;
    readonly title: string;
    readonly paragraphs: readonly (readonly { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }[])[];
  }[];
}

/** What two versions of a contract say otherwise, article by article: gone words struck, new ones underlined. */
export function ArticleChanges({ changes }: ArticleChangesProps) {
  if (changes.length === 0) return <p className="text-sm text-ink-soft">条款文字没有变化。</p>;
  return (
    <ol className="grid gap-4">
      {changes.map((article) => (
        <li key={article.title}>
          <p className="font-bold">
            第 {article.no} 条　{article.title}
          </p>
          {article.paragraphs.map((parts, i) => (
            <p key={`${article.title}-${i}`} className="mt-1">
              {parts.map((part, at) => {
                const key = `${at}-${part.kind}`;
                if (part.kind === 'removed')
                  return (
                    <del key={key} className="text-danger">
                      {part.text}
                    </del>
                  );
                if (part.kind === 'added')
                  return (
                    <ins key={key} className="font-bold text-good">
                      {part.text}
                    </ins>
                  );
                return <span key={key}>{part.text}</span>;
              })}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
