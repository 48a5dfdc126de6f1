import type { ReactNode } from 'react';
import { Notice } from './notice.tsx';
import { QrCode } from './qr-code.tsx';

interface AppEnrolmentProps {
  enrolment: {
    readonly secret: string;
    readonly qr: { readonly size: number; readonly path: string };
    readonly recovery: readonly string[];
  };
  /** The form for the first code. */
  children: ReactNode;
}

/** Three steps: scan, keep the recovery codes, type the first code. */
export function AppEnrolment({ enrolment, children }: AppEnrolmentProps) {
  return (
    <ol className="grid gap-8">
      <li>
        <h3 className="mb-2 font-bold">1. 用动态码应用扫这个二维码</h3>
        <QrCode {...enrolment.qr} label="设置用的二维码，也可以手工输入下面的密钥" />
        <p className="mt-2 text-sm text-ink-soft">
          扫不了的，在应用里选手工输入，密钥：
          <span className="block break-words font-bold tabular-nums text-ink">{enrolment.secret}</span>
        </p>
      </li>
      <li>
        <h3 className="mb-2 font-bold">2. 记下恢复码</h3>
        <RecoveryCodes codes={enrolment.recovery} />
      </li>
      <li>
        <h3 className="mb-2 font-bold">3. 填应用里现在显示的 6 位数字</h3>
        {children}
      </li>
    </ol>
  );
}

/** Shown once: each stands in for one code of the app. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <Notice kind="attention" title="恢复码只显示这一次">
        手机丢了、换了，凭恢复码确认本人，每个只能用一次。请抄写或打印，和手机分开放。
      </Notice>
      <ul className="nums mt-3 grid grid-cols-2 gap-x-6 rounded-lg border border-line bg-card px-5 py-3 text-lg">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </>
  );
}
