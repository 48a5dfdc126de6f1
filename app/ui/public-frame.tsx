import { Link, NavLink } from '@remix-run/react';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { BannerLine } from './banner-line.tsx';
import { classes } from './classes.ts';
import { Logo } from './logo.tsx';
import { MenuDisclosure } from './menu-disclosure.tsx';
import { publicNav, type NavGroup, type NavItem } from './nav.ts';
import { SiteFooter } from './site-footer.tsx';
import { SkipLink } from './skip-link.tsx';
import { UserMenu, type FrameUser } from './user-menu.tsx';

interface PublicFrameProps {
  banner?: ReactNode;
  user: FrameUser | null;
  nav?: readonly NavItem[];
  footer?: readonly NavGroup[];
  footerAbout?: readonly string[];
  footerFiling?: string;
  signInTo?: string;
  /** Full-bleed pages (home) lay out their own width. */
  wide?: boolean;
  children: ReactNode;
}

const headerLink = ({ isActive }: { isActive: boolean }) =>
  classes(
    'flex h-full items-center whitespace-nowrap border-b-[3px] pt-[3px] hover:text-primary',
    isActive ? 'border-primary font-bold text-primary' : 'border-transparent',
  );

const menuLink = ({ isActive }: { isActive: boolean }) =>
  classes('flex min-h-11 items-center border-b border-line', isActive && 'font-bold text-primary');

/** Frame of the public pages: banner, header, page of 1152, footer in ink. */
export function PublicFrame({ nav = publicNav, signInTo = '/sign-in', ...props }: PublicFrameProps) {
  const signIn = (
    <Link to={signInTo} className="link-quiet flex min-h-11 items-center whitespace-nowrap">
      登录
    </Link>
  );
  return (
    <div className="flex min-h-screen flex-col">
      <SkipLink />
      {props.banner && <BannerLine>{props.banner}</BannerLine>}
      <header className="relative border-b border-line print:hidden">
        <div className="mx-auto flex h-15 max-w-page items-center justify-between gap-4 px-4 sm:px-6 lg:h-18">
          <Link to="/" className="flex items-center gap-3">
            <Logo />
            <span className="leading-tight">
              <span className="block text-[1.25rem] font-bold leading-[1.3]">
                成果通<span className="sr-only">，首页</span>
              </span>
              <span className="block whitespace-nowrap text-sm leading-[1.3] text-ink-faint">
                <span className="lg:hidden xl:inline">甘肃省</span>科技成果转化综合服务平台
              </span>
            </span>
          </Link>
          <nav aria-label="主导航" className="hidden h-full items-center gap-4 lg:flex xl:gap-6">
            {nav.map((item) => (
              <NavLink key={item.to} to={item.to} end={item.end ?? false} className={headerLink}>
                {item.label}
              </NavLink>
            ))}
            <NavLink to="/search" className={headerLink}>
              <Search size={18} aria-hidden="true" />
              <span className="sr-only">搜索</span>
            </NavLink>
            <span className="ml-2">{props.user ? <UserMenu user={props.user} /> : signIn}</span>
          </nav>
          <MenuDisclosure className="lg:hidden">
            <nav aria-label="菜单">
              <NavLink to="/search" className={menuLink}>
                搜索
              </NavLink>
              {nav.map((item) => (
                <NavLink key={item.to} to={item.to} end={item.end ?? false} className={menuLink}>
                  {item.label}
                </NavLink>
              ))}
              {props.user ? <UserMenu user={props.user} flat /> : signIn}
            </nav>
          </MenuDisclosure>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={classes('flex-1 outline-none', !props.wide && 'page pt-2 sm:pt-5')}>
        {props.children}
      </main>
      <SiteFooter groups={props.footer} about={props.footerAbout} filing={props.footerFiling} />
    </div>
  );
}
