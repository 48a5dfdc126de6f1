import { QrCode } from '../qr-code.tsx';
import { SectionHead } from '../section-head.tsx';

/** The QR on the door, which people scan themselves and then give the number they registered with. */
export function DoorSection({
  door,
}: {
  door: { readonly url: string; readonly path: string; readonly size: number };
}) {
  return (
    <section id="door" className="grid gap-4">
      <SectionHead look="plain">现场签到码</SectionHead>
      <div className="flex flex-wrap items-center gap-6">
        <QrCode path={door.path} size={door.size} label="现场签到码，贴在门口" />
        <p className="max-w-prose text-sm text-ink-soft">
          打印贴在门口，参会人用微信扫码、填报名手机号就签到。活动前 2 小时开放。
          <a href={door.url} className="link block break-all">
            {door.url}
          </a>
        </p>
      </div>
    </section>
  );
}
