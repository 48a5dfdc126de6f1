import { Form } from '@remix-run/react';
import { FileInput } from '../file-input.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface OrganisationVerificationProps {
  state: string;
  reviewNote: string | null;
  papers: number;
}

/** Papers to hand in, or how far their review has come. */
export function OrganisationVerification({ state, reviewNote, papers }: OrganisationVerificationProps) {
  return (
    <section>
      <SectionHead look="plain">{state === 'verified' ? '年度复核' : '机构认证'}</SectionHead>
      {state === 'verified' && (
        <p className="mb-4 max-w-prose text-sm">
          认证每满一年复核一次。传上现在有效的证照和授权书，复核期间照常发布、洽谈和签约；一直不交，名称旁会标明没有复核。
        </p>
      )}
      {reviewNote && (
        <div className="mb-4">
          <Notice kind="attention" title="需要补正">
            {reviewNote}
          </Notice>
        </div>
      )}
      {state === 'submitted' ? (
        <Notice title="审核中">已收到 {papers} 份证照，一般 2 个工作日内有结果，会发通知。</Notice>
      ) : (
        <Form
          method="post"
          action="/desk/organisation/papers"
          encType="multipart/form-data"
          className="grid max-w-form gap-6"
        >
          <input type="hidden" name="intent" value="submit" />
          <FileInput
            name="file"
            label="营业执照或法人证书，连同盖章的管理员授权书"
            why="须与信用代码一致；合成一个文件，或者分几次传。"
            limits="PDF 或清晰的照片，不超过 10 MB"
            accept=".pdf,image/png,image/jpeg,image/webp"
          />
          <SubmitButton>{state === 'verified' ? '提交复核' : '提交认证'}</SubmitButton>
        </Form>
      )}
    </section>
  );
}
