import type { ReactNode } from 'react';
import { Field, type FieldErrorText } from './field.tsx';

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

/** The native file picker with its limits said beforehand. */
export function FileInput({ accept, limits, why, multiple = false, ...field }: FileInputProps) {
  const hint = (
    <>
      {why && <span className="block">{why}</span>}
      {limits}
    </>
  );
  return (
    <Field {...field} why={hint}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept={accept}
          multiple={multiple}
          className="block w-full rounded-md border border-dashed border-control bg-card p-2 text-sm file:mr-3 file:min-h-9 file:rounded-md file:border file:border-solid file:border-control file:bg-card file:px-4 file:text-sm file:text-ink"
        />
      )}
    </Field>
  );
}
