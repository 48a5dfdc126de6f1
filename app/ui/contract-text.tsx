import type { ContractArticle } from '#app/domain/contract-text.ts';

/** A contract's text, article by article, paragraphs numbered: for the screen and for paper. */
export function ContractText({ articles, level = 2 }: { articles: readonly ContractArticle[]; level?: 2 | 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <>
      {articles.map((article) => (
        <section key={article.no} className="mt-6 break-inside-avoid-page">
          <Heading className="font-bold">
            第 {article.no} 条　{article.title}
          </Heading>
          <ol className="mt-1">
            {article.paragraphs.map((paragraph, i) => (
              <li key={paragraph} className="mt-1 flex gap-3">
                <span className="nums flex-none text-ink-soft">
                  {article.no}.{i + 1}
                </span>
                <span>{paragraph}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
