import { redirect, type AppLoadContext } from '@remix-run/node';
import { findActor } from '#app/services/accounts/find-actor.server.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { now } from '#app/services/platform/clock.server.ts';
import { readCookie } from './cookies.server.ts';
import { asResponse } from './respond.server.ts';

interface Args {
  readonly request: Request;
  readonly context: AppLoadContext;
}

// Loaders of nested routes run side by side on one request: the session is looked up once for all of them.
const contexts = new WeakMap<AppLoadContext, Promise<Context>>();

/** The context of a request, signed in or not. */
export function contextFor({ request, context }: Args): Promise<Context> {
  let made = contexts.get(context);
  if (made === undefined) {
    made = makeContext(request, context).catch((error: unknown) => {
      throw asResponse(error);
    });
    contexts.set(context, made);
  }
  return made;
}

async function makeContext(request: Request, { platform, requestId, clientAddress }: AppLoadContext): Promise<Context> {
  const { db, search, payments, esign, files, jobs, log } = platform;
  const cookie = request.headers.get('cookie') ?? '';
  const found = cookie.includes('chengguo.session_token')
    ? await platform.auth.api.getSession({ headers: new Headers({ cookie }) })
    : null;
  const actor = found ? await findActor(db, found.user.id, found.session.id, readCookie(cookie, 'chengguo-org')) : null;
  return {
    db,
    search,
    payments,
    esign,
    files,
    jobs,
    actor,
    now,
    requestId,
    address: clientAddress,
    log: log.child({ requestId }),
  };
}

/** The context of a signed-in person; sends others to sign in and back again. */
export async function actorContextFor(args: Args): Promise<ActorContext> {
  const ctx = await contextFor(args);
  if (ctx.actor === null) throw redirect(`/sign-in?next=${encodeURIComponent(pageOf(args.request))}`);
  if (!ctx.actor.hasConsented && !withoutConsent.has(new URL(args.request.url).pathname.replace(/\.data$/, ''))) {
    throw redirect(consentPath(pageOf(args.request)));
  }
  return ctx as ActorContext;
}

/** The two papers, and from them back to the page; the desk is where they lead by themselves. */
export const consentPath = (next: string): string =>
  next === '/desk' ? '/consent' : `/consent?next=${encodeURIComponent(next)}`;

/** The page that was asked for, or that a form was sent from, as a browser's address names it. */
export function pageOf(request: Request): string {
  const url = new URL(request.url);
  const page = request.method === 'GET' ? url.pathname + url.search : refererPath(request, url);
  return page.replace(/\.data(?=\?|$)/, '');
}

const withoutConsent = new Set(['/consent', '/sign-out']);

/** The page a form was sent from, with its search: who asked to keep it finds it again. */
const refererPath = (request: Request, url: URL): string => {
  const referer = request.headers.get('referer');
  if (referer === null || !URL.canParse(referer)) return '/desk';
  const { host, pathname, search } = new URL(referer);
  return host === url.host ? pathname + search : '/desk';
};
