import { type ReactNode, useCallback, useState } from 'react';
import { classes } from './classes.ts';
import { Field, type FieldErrorText } from './field.tsx';
import { useHydrated } from './use-hydrated.ts';

interface FileInputProps {
  name: string;
  label: ReactNode;
  /** MIME types and endings the picker offers; the server decides by the bytes. */
  accept: string;
  /** What may be chosen, in words: 'PDF 或图片，每份不超过 20 MB'. */
  limits: string;
  why?: ReactNode;
  error?: FieldErrorText;
  required?: boolean;
  multiple?: boolean;
  scope?: string;
}

const namesIn = (input: HTMLInputElement): string => [...(input.files ?? [])].map((file) => file.name).join('、');

/**
 * The native file picker with its limits said beforehand. Browsers write its button in their own language: once the page is
 * live the button is ours, and the picker lies over it, so that mouse, keyboard and dropped files find it as before.
 */
export function FileInput({ accept, limits, why, multiple = false, ...field }: FileInputProps) {
  const isLive = useHydrated();
  const [chosen, setChosen] = useState('');
  // What was chosen before the page was live is kept.
  const mounted = useCallback((input: HTMLInputElement | null) => {
    if (input?.files?.length) setChosen(namesIn(input));
  }, []);
  const hint = (
    <>
      {why && <span className="block">{why}</span>}
      {limits}
    </>
  );
  return (
    <Field {...field} why={hint}>
      {(control) => (
        <span
          className={classes(
            'flex items-center gap-3 rounded-md border border-dashed border-control bg-card p-2 text-sm',
            isLive &&
              'relative hover:border-ink focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-primary',
          )}
        >
          <span
            hidden={!isLive}
            aria-hidden="true"
            className="inline-flex min-h-9 flex-none items-center rounded-md border border-control px-4"
          >
            选择文件
          </span>
          <output hidden={!isLive} className={chosen ? 'min-w-0 break-all' : 'text-ink-soft'}>
            {chosen || '还没有选择文件'}
          </output>
          <input
            {...control}
            ref={mounted}
            type="file"
            accept={accept}
            multiple={multiple}
            onChange={(event) => setChosen(namesIn(event.target))}
            className={
              isLive
                ? 'absolute inset-0 h-full w-full cursor-pointer opacity-0'
                : 'w-full file:mr-3 file:min-h-9 file:rounded-md file:border file:border-solid file:border-control file:bg-card file:px-4 file:text-sm file:text-ink'
            }
          />
        </span>
      )}
    </Field>
  );
}
