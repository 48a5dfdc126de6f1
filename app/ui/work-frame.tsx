import { Form, Link } from '@remix-run/react';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { BannerLine } from './banner-line.tsx';
import { Logo } from './logo.tsx';
import { MenuDisclosure } from './menu-disclosure.tsx';
import { workTopNav, type NavItem, type WorkNavItem } from './nav.ts';
import { SideNav } from './side-nav.tsx';
import { SkipLink } from './skip-link.tsx';
import { SuggestInput } from './suggest-input.tsx';
import { UserMenu, type FrameUser } from './user-menu.tsx';

interface WorkFrameProps {
  banner?: ReactNode;
  user: FrameUser;
  counts?: Readonly<Record<string, number>>;
  nav?: readonly (readonly WorkNavItem[])[];
  topNav?: readonly NavItem[];
  userLinks?: readonly { label: string; to: string }[];
  /** Where the search box of the top bar asks (GET, `q`). Leave out to show none. */
  searchTo?: string;
  children: ReactNode;
}

/** Frame of the signed-in pages: top bar of 56, side navigation of 176, main up to 1104. */
export function WorkFrame({ nav, topNav = workTopNav, userLinks = [], searchTo, ...props }: WorkFrameProps) {
  return (
    <div className="min-h-screen">
      <SkipLink />
      {props.banner && <BannerLine wide>{props.banner}</BannerLine>}
      <header className="relative border-b border-line bg-card print:hidden">
        <div className="flex h-14 items-center gap-6 px-4 lg:px-7">
          <Link to="/" className="flex items-center gap-2.5 min-h-11 text-lg font-bold">
            <Logo size={26} />
            成果通<span className="sr-only">，首页</span>
          </Link>
          {searchTo && <TopSearch to={searchTo} />}
          <nav aria-label="公开页面" className="ml-auto hidden gap-6 text-sm lg:flex">
            {topNav.map((item) => (
              <Link key={item.to} to={item.to} className="whitespace-nowrap hover:text-primary">
                {item.label}
              </Link>
            ))}
          </nav>
          <div className="hidden lg:block">
            <UserMenu user={props.user} links={userLinks} />
          </div>
          <MenuDisclosure className="ml-auto lg:hidden">
            <SideNav groups={nav} counts={props.counts} label="工作台菜单" />
            <nav aria-label="公开页面菜单" className="mt-3 flex flex-wrap gap-x-6 border-t border-line pt-3">
              {topNav.map((item) => (
                <Link key={item.to} to={item.to} className="flex min-h-11 items-center px-3 text-sm">
                  {item.label}
                </Link>
              ))}
            </nav>
            <div className="mt-3 border-t border-line pt-1">
              <UserMenu user={props.user} links={userLinks} flat />
            </div>
          </MenuDisclosure>
        </div>
      </header>
      <div className="lg:flex lg:min-h-[calc(100vh-3.5rem)]">
        <div className="hidden w-44 flex-none border-r border-line px-3 py-5 lg:block print:hidden">
          <div className="sticky top-5">
            <SideNav groups={nav} counts={props.counts} />
          </div>
        </div>
        <main id="main" tabIndex={-1} className="min-w-0 max-w-main flex-1 px-4 pb-16 pt-5 outline-none lg:px-7">
          {props.children}
        </main>
      </div>
    </div>
  );
}

function TopSearch({ to }: { to: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the search element is unknown to the oldest browsers
    <Form role="search" action={to} className="relative hidden w-80 md:flex">
      <SuggestInput
        list="all"
        name="q"
        aria-label="搜成果、需求、专家、机构，或输入编号"
        placeholder="搜成果、需求、专家、机构，或输入编号"
        className="h-9 w-full rounded-lg border border-control bg-card pl-9 pr-3 text-sm"
      />
      <button type="submit" aria-label="搜索" className="absolute left-1 top-1 rounded-md p-1.5 text-ink-soft">
        <Search size={16} aria-hidden="true" />
      </button>
    </Form>
  );
}
