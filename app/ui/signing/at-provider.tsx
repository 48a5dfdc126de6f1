import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

/** In place of the form: the version is on its way through the e-sign provider, and is signed in no other way meanwhile. */
export const AtProvider = ({ contractId }: { contractId: string }) => (
  <Notice
    title="这一版正在用电子签名服务签署"
    actions={
      <ButtonLink look="primary" to={`/desk/contracts/${contractId}/esign`}>
        看签署进展
      </ButtonLink>
    }
  >
    谁已签、轮到谁，都在电子签名页；要换一种方式，先在那里撤销。
  </Notice>
);
