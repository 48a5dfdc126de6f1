import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { AuditorGrantInput } from '#app/domain/auditor-input.ts';
import { auditSessionMinutes, mayInviteAuditor } from '#app/domain/auditor.ts';
import { dayOf } from '#app/domain/days.ts';
import { attachmentHeader } from '#app/domain/file-name.ts';
import { issueAuditorLink } from '#app/services/auditors/issue-auditor-link.server.ts';
import { listAuditors } from '#app/services/auditors/queries.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

/** A link is made by a press of the button only. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  await page(() => listAuditors(ctx, rowId(args.params)));
  return redirect(`/desk/contracts/${rowId(args.params)}/auditors`);
}

/** Makes the auditor's link and sends it as a letter to hand on, this once. */
export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    issue: deed(AuditorGrantInput, mayInviteAuditor, async (ctx, input) => {
      const { grant, token } = await issueAuditorLink(ctx, input);
      const letter = [
        `${grant.name}（${grant.firm}）：`,
        '',
        `请用这个链接查账：${args.context.platform.baseUrl}/audit/${token}`,
        '',
        `${dayOf(grant.opensAt)} 至 ${dayOf(grant.endsAt)} 有效。打开后，验证码发到你的手机（尾号 ${grant.phone.slice(-4)}），验证一次可以看 ${auditSessionMinutes / 60} 小时。`,
        '只供你本人使用，只能看，不能改；看了什么、下载了什么都有记录，合同双方都看得到。请不要转给别人。',
        '',
      ];
      return new Response(letter.join('\r\n'), {
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'content-disposition': attachmentHeader(`查账链接-${grant.name}.txt`),
          'cache-control': 'private, no-store',
        },
      });
    }),
  });
