import type { ReactNode } from 'react';
import { PageTitle } from './page-title.tsx';

export interface ProseSection {
  readonly title: string;
  readonly text: ReactNode;
}

/** A page to read: one column of short sections. */
export function Prose({ title, meta, sections }: { title: string; meta?: string; sections: readonly ProseSection[] }) {
  return (
    <article className="mx-auto max-w-prose py-12">
      <PageTitle meta={meta}>{title}</PageTitle>
      {sections.map((section) => (
        <section key={section.title} className="mt-8">
          <h2 className="text-lg font-bold">{section.title}</h2>
          <div className="mt-2">{section.text}</div>
        </section>
      ))}
    </article>
  );
}
