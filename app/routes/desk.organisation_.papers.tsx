import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { NoInput } from '#app/domain/form-input.ts';
import { holds } from '#app/domain/access.ts';
import { submitPapers } from '#app/services/organisations/submit-papers.server.ts';
import { Notice } from '#app/ui/notice.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import type { FormReply } from '#app/web/respond.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';
import { useActionData } from '@remix-run/react';

const maxBytes = 10 * 1_048_576;

export const loader = () => redirect('/desk/organisation');

export const action = (args: ActionFunctionArgs) =>
  handleUpload(args, { maxBytes, may: holds('owner', 'officer') }, (upload) => ({
    submit: deed(NoInput, async (actor) => {
      await submitPapers(actor, requiredFile(upload, '请先选择文件。'));
      return redirect('/desk/organisation');
    }),
  }));

/** Shown only when the upload was refused. */
export default function Papers() {
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle>证照没有提交成功</PageTitle>
      <Notice
        kind="danger"
        title={Object.values(reply?.errors ?? {}).flat()[0] ?? '请重新选择文件。'}
        live="assertive"
      />
      <div className="mt-6">
        <ButtonLink to="/desk/organisation">返回重传</ButtonLink>
      </div>
    </>
  );
}
