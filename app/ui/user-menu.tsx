import { Form, Link } from '@remix-run/react';
import { ChevronDown } from 'lucide-react';
import { Sample } from './sample.tsx';

/** The person signed in, as the frames show them. */
export interface FrameUser {
  readonly name: string;
  readonly orgName: string | null;
  /** Marks invented people and organisations. */
  readonly isSample?: boolean;
}

interface UserMenuProps {
  user: FrameUser;
  links?: readonly { label: string; to: string }[];
  signOutAction?: string;
  /** Inside another menu: everything lies open. */
  flat?: boolean;
}

const deskLink = [{ label: '工作台', to: '/desk' }];

/** Name and organisation, with the way to the desk and out. */
export function UserMenu({ user, links = deskLink, signOutAction = '/sign-out', flat = false }: UserMenuProps) {
  const choices = (
    <>
      {links.map((link) => (
        <Link key={link.to} to={link.to} className="flex min-h-11 items-center px-4 hover:bg-sunk">
          {link.label}
        </Link>
      ))}
      <Form method="post" action={signOutAction}>
        <button type="submit" className="flex min-h-11 w-full items-center px-4 text-left hover:bg-sunk">
          退出登录
        </button>
      </Form>
    </>
  );
  if (flat) {
    return (
      <div className="text-sm">
        <p className="flex flex-wrap items-center gap-x-2 px-4 pt-2 font-bold">
          {user.name}
          {user.isSample && <Sample />}
          {user.orgName && <span className="font-normal text-ink-soft">{user.orgName}</span>}
        </p>
        {choices}
      </div>
    );
  }
  return (
    <details className="relative text-sm">
      <summary className="bare-summary flex min-h-11 items-center gap-2 text-right leading-tight">
        <span className="block">
          <span className="flex items-center justify-end gap-1 font-bold">
            {user.name}
            {user.isSample && <Sample />}
          </span>
          {user.orgName && <span className="block text-ink-soft">{user.orgName}</span>}
        </span>
        <ChevronDown size={16} aria-hidden="true" className="flex-none text-ink-soft" />
      </summary>
      <div className="absolute right-0 top-full z-10 min-w-40 rounded-lg border border-line bg-card py-2">
        {choices}
      </div>
    </details>
  );
}
