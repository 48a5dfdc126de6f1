import type { ReactNode } from 'react';
import type { MissingToAsk } from '#app/domain/deal-access.ts';
import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';
import { PageTitle } from './page-title.tsx';

interface BeforeAskingProps {
  first: MissingToAsk;
  record: { readonly id: string; readonly no: string; readonly name: string };
}

/** What somebody does first who may not ask for an achievement yet, with the way back to it. */
export function BeforeAsking({ first, record }: BeforeAskingProps) {
  const here = `/desk/deals/new?achievement=${record.id}`;
  const back = (
    <ButtonLink look="quiet" to={`/achievements/${record.no}`}>
      回到这项成果
    </ButtonLink>
  );
  const says: Readonly<Record<MissingToAsk, { title: string; text: ReactNode; deed: ReactNode }>> = {
    organisation: {
      title: '申请对接要以单位的名义，你还没有加入单位',
      text: (
        <ol className="list-decimal pl-5">
          <li>单位已经在平台上的：请单位管理员用你的手机号把你加为经办人。</li>
          <li>单位还没有注册的：现在注册，传上证照，通过认证后就能申请。</li>
          <li>办好以后回到这里，继续申请“{record.name}”。</li>
        </ol>
      ),
      deed: (
        <ButtonLink look="primary" to={`/desk/organisation?next=${encodeURIComponent(here)}`}>
          注册单位
        </ButtonLink>
      ),
    },
    enterprise: {
      title: '申请对接的是企业',
      text: '高校、院所、园区和服务机构不在这里申请。受企业委托的技术经纪人，请在委托里替企业联系；要合作研发的，请直接联系成果单位。',
      deed: null,
    },
    officer: {
      title: '申请对接由本单位的经办人发出',
      text: '请把这一页的网址发给本单位的经办人，或者请单位管理员在“机构与成员”里给你加上经办人。',
      deed: <ButtonLink to="/desk/organisation">看本单位的成员</ButtonLink>,
    },
  };
  const { title, text, deed } = says[first];
  return (
    <>
      <PageTitle meta={record.name}>申请对接</PageTitle>
      <div className="max-w-form">
        <Notice
          kind="attention"
          title={title}
          actions={
            <>
              {deed}
              {back}
            </>
          }
        >
          {text}
        </Notice>
      </div>
    </>
  );
}
