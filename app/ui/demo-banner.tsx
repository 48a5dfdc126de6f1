import { Link } from '@remix-run/react';

/** Says on every page of the demo that nothing here is real, and where its messages and clock are. */
export function DemoBanner() {
  return (
    <>
      演示环境：机构、人物、金额均为示例，不会有真实扣款。
      <Link to="/outbox" className="ml-2 underline underline-offset-4">
        看短信和邮件
      </Link>
    </>
  );
}
