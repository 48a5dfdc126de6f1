import { classes } from '../classes.ts';
import { SectionHead } from '../section-head.tsx';

interface RecordPicturesProps {
  no: string;
  pictures: readonly { readonly id: string; readonly title: string; readonly width: number; readonly height: number }[];
}

/** Pictures of a record, each with its name, and a way to look closely. */
export function RecordPictures({ no, pictures }: RecordPicturesProps) {
  if (pictures.length === 0) return null;
  const isSingle = pictures.length === 1;
  return (
    <section>
      <SectionHead note={isSingle ? undefined : `${pictures.length} 张`}>图片</SectionHead>
      <ul className={classes('mt-4 grid gap-4', isSingle ? 'max-w-xl' : 'sm:grid-cols-2')}>
        {pictures.map(({ id, title, width, height }) => (
          <li key={id}>
            <figure>
              <a href={`/achievements/${no}/pictures/${id}?size=large`} className="block">
                <img
                  src={`/achievements/${no}/pictures/${id}`}
                  alt={title}
                  width={width}
                  height={height}
                  loading="lazy"
                  decoding="async"
                  className={classes(
                    'w-full rounded-md border border-line bg-sunk',
                    isSingle ? 'h-auto' : 'aspect-[4/3] object-contain',
                  )}
                />
              </a>
              <figcaption className="mt-1 break-words text-sm text-ink-soft">{title}</figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </section>
  );
}
