import type { ContractArticle } from '#app/domain/contract-text.ts';
import { classes } from './classes.ts';

interface ContractTextProps {
  articles: readonly ContractArticle[];
  level?: 2 | 3 | 4;
  /** Titles of the articles that are being written. */
  current?: readonly string[];
}

/** A contract's text, article by article, paragraphs numbered: for the screen and for paper. */
export function ContractText({ articles, level = 2, current = [] }: ContractTextProps) {
  const Heading = `h${level}` as const;
  return (
    <>
      {articles.map((article) => (
        <section
          key={article.no}
          data-current={current.includes(article.title) || undefined}
          className={classes(
            'mt-6 break-inside-avoid-page',
            current.includes(article.title) && '-ml-3 border-l-[3px] border-primary pl-[9px]',
          )}
        >
          <Heading className="font-bold">
            第 {article.no} 条　{article.title}
          </Heading>
          <ol className="mt-1">
            {article.paragraphs.map((paragraph, i) => (
              <li key={`${article.no}.${i + 1}`} className="mt-1 flex gap-3">
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
