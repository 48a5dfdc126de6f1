import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

/** In place of the form: a scan of the sealed paper waits for both sides' word, and the version is signed in no other way meanwhile. */
export const OnPaper = ({ contractId, versionN }: { contractId: string; versionN: number }) => (
  <Notice
    title="这一版的用印扫描件在等双方确认"
    actions={
      <ButtonLink look="primary" to={`/desk/contracts/${contractId}/signing?version=${versionN}`}>
        看扫描件
      </ButtonLink>
    }
  >
    双方确认同一份扫描件，合同成立；要改在页面上或者用电子签名服务签，先由上传的一方在那里撤回扫描件。
  </Notice>
);
