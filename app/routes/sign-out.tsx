import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { callAuth, withCookies } from '#app/web/auth-call.server.ts';

export const loader = () => redirect('/');

export async function action(args: ActionFunctionArgs) {
  const { cookies } = await callAuth(args, '/sign-out', {});
  return redirect('/', { headers: withCookies(cookies) });
}
