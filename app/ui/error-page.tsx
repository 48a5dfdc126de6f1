import type { ReactNode } from 'react';
import { ButtonLink } from './button.tsx';

interface ErrorPageProps {
  /** HTTP status, shown small: people read it out on the telephone. */
  status?: number;
  title: string;
  children?: ReactNode;
  requestId?: string;
  back?: { label: string; to: string };
}

/** What happened, what was not lost, where to go. */
export function ErrorPage({ status, title, children, requestId, back = { label: '回首页', to: '/' } }: ErrorPageProps) {
  return (
    <div className="page max-w-form py-16">
      {status && <p className="text-sm tabular-nums text-ink-faint">错误 {status}</p>}
      <h1 className="text-2xl font-bold">{title}</h1>
      {children && <div className="mt-3 text-ink-soft">{children}</div>}
      <div className="mt-6">
        <ButtonLink to={back.to}>{back.label}</ButtonLink>
      </div>
      {requestId && (
        <p className="mt-8 text-sm text-ink-faint">
          向客服反映时请报编号 <code className="font-mono">{requestId}</code>
        </p>
      )}
    </div>
  );
}
