import { Link } from '@remix-run/react';
import { footerNav, type NavGroup } from './nav.ts';

interface SiteFooterProps {
  groups?: readonly NavGroup[];
  /** Host, telephone, hours: what an operator sets. */
  about?: readonly string[];
  filing?: string;
}

/** The ink foot of every public page. */
export function SiteFooter({ groups = footerNav, about = [], filing }: SiteFooterProps) {
  return (
    <footer className="mt-14 bg-ink text-sm text-on-solid print:hidden">
      <div className="mx-auto grid max-w-page grid-cols-2 gap-x-6 gap-y-8 px-4 pb-8 pt-10 sm:px-6 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <div className="col-span-2 lg:col-span-1">
          <p className="text-line">成果通</p>
          <p className="mt-2">甘肃省科技成果转化综合服务平台</p>
          {about.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {groups.map((group) => (
          <nav key={group.title} aria-label={`页脚：${group.title}`}>
            <p className="text-line">{group.title}</p>
            <ul className="mt-2">
              {group.items.map((item) => (
                <li key={item.label}>
                  <Link
                    to={item.to}
                    className="inline-flex min-h-11 items-center underline-offset-4 hover:underline focus-visible:outline-on-solid sm:min-h-7"
                  >
                    {item.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
      <div className="mx-auto max-w-page px-4 pb-8 sm:px-6">
        <div className="flex flex-wrap justify-between gap-x-8 gap-y-2 border-t border-ink-soft pt-4 text-line">
          <p>公开页面只收公开成果，不收涉密内容。</p>
          {filing && <p>{filing}</p>}
        </div>
      </div>
    </footer>
  );
}
