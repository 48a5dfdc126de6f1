import type { ReactNode } from 'react';

/** 选填 beside a label; what must be filled in is the rule and stays unmarked unless asked for. */
export function FieldMark({ required, when }: { required: boolean; when?: string | undefined }) {
  if (when !== undefined) return <span className="ml-2 text-sm font-normal text-ink-faint">{when}</span>;
  return required ? (
    <span className="ml-1 text-danger" aria-hidden="true">
      *
    </span>
  ) : (
    <span className="ml-2 text-sm font-normal text-ink-faint">选填</span>
  );
}

/** Why we ask, and an example. */
export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="text-sm leading-6 text-ink-soft">
      {children}
    </p>
  );
}

/** What a reviewer wants changed in this field. */
export function FieldRemark({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-1 border-l-[3px] border-attention pl-3 text-sm leading-6 text-attention">
      <span className="font-bold">意见：</span>
      {children}
    </p>
  );
}

/** What is wrong with this field, in the person's words. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-1 text-sm leading-6 text-danger">
      <span className="sr-only">错误：</span>
      {children}
    </p>
  );
}
