import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AuditorCodeInput } from '#app/domain/auditor-input.ts';
import { type AuditorPage, auditorPages } from '#app/domain/auditor.ts';
import { NoInput } from '#app/domain/form-input.ts';
import { accessNow } from '#app/services/auditors/access-now.server.ts';
import { enterAsAuditor } from '#app/services/auditors/enter-as-auditor.server.ts';
import { getGrantOfLink } from '#app/services/auditors/find-grant.server.ts';
import { leaveAsAuditor } from '#app/services/auditors/leave-as-auditor.server.ts';
import { openAccounts } from '#app/services/auditors/open-accounts.server.ts';
import { findReadingGrant } from '#app/services/auditors/reading-grant.server.ts';
import { sendAuditorCode } from '#app/services/auditors/send-auditor-code.server.ts';
import { AuditorDoor } from '#app/ui/auditors/auditor-door.tsx';
import { AuditorView } from '#app/ui/auditors/auditor-view.tsx';
import { auditorCookie, auditorSession, auditorToken } from '#app/web/auditor-session.server.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '查账 · 成果通' }, { name: 'robots', content: 'noindex' }];

/** The address is half of the key: no other site may learn it from a link, and nothing of the page is kept. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });

const partOf = (request: Request): AuditorPage => {
  const asked = new URL(request.url).searchParams.get('part');
  return auditorPages.find((part) => part === asked) ?? 'statements';
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const token = auditorToken(args.params);
    const reading = await findReadingGrant(ctx, { token, session: auditorSession(args.request) });
    const grant = reading ?? (await getGrantOfLink(ctx, token));
    const { name, firm, phone, opensAt, endsAt } = grant;
    const access = await accessNow(ctx, grant);
    const person = { name, firm, tail: phone.slice(-4), opensAt, endsAt };
    const isSent = new URL(args.request.url).searchParams.has('sent');
    if (reading === null) return { token, person, access, isSent, part: null, accounts: null };
    const part = partOf(args.request);
    return { token, person, access, isSent, part, accounts: await openAccounts(ctx, reading, part) };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const token = await page(async () => auditorToken(args.params));
  const isHttps = args.context.platform.baseUrl.startsWith('https://');
  return handleOpenForm(args, {
    send: openDeed(NoInput, async (ctx) => {
      await sendAuditorCode(ctx, { token });
      return redirect(`/audit/${token}?sent`);
    }),
    enter: openDeed(AuditorCodeInput, async (ctx, { code }) => {
      const session = await enterAsAuditor(ctx, { token, code });
      return redirect(`/audit/${token}`, { headers: { 'set-cookie': auditorCookie(session, isHttps) } });
    }),
    leave: openDeed(NoInput, async (ctx) => {
      await leaveAsAuditor(ctx, { token, session: auditorSession(args.request) });
      return redirect(`/audit/${token}`, { headers: { 'set-cookie': auditorCookie('', isHttps, 0) } });
    }),
  });
};

export default function Audit() {
  const { token, person, access, isSent, part, accounts } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  if (accounts === null || part === null) {
    return <AuditorDoor person={person} access={access} isSent={isSent} reply={reply} />;
  }
  return <AuditorView token={token} person={person} part={part} accounts={accounts} />;
}
