import { useLocation, useRouteLoaderData } from '@remix-run/react';
import { ProofNotice } from './proof-notice.tsx';

/** Before a form whose deed asks for a fresh second factor: it is given first, and nothing is filled in twice. */
export function ProofFirst() {
  const frame = useRouteLoaderData<{ isProved?: boolean }>('routes/desk');
  const { pathname, search } = useLocation();
  const version = new URLSearchParams(search).get('version');
  if (frame?.isProved !== false) return null;
  const next = version === null ? pathname : `${pathname}?${new URLSearchParams({ version })}`;
  return (
    <ProofNotice next={next}>提交时要短信或动态码验证，5 分钟内有效。先确认本人再填，填好的内容不会丢。</ProofNotice>
  );
}
