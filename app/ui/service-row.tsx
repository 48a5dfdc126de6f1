import { Link } from '@remix-run/react';
import type { PlatformService } from '#app/domain/platform-services.ts';

/** A page on which the platform does something for who asked: what it is called and what one does there. */
export function ServiceRow({ row }: { row: Pick<PlatformService, 'title' | 'says' | 'to'> }) {
  return (
    <article className="border-b border-line py-4">
      <h3 className="text-lg font-bold">
        <Link to={row.to} className="link-quiet">
          {row.title}
        </Link>
      </h3>
      <p className="text-ink-soft">{row.says}</p>
    </article>
  );
}
