import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { countsOf, findPeople, scanOutcomes } from '#app/domain/door-list.ts';
import { NoInput } from '#app/domain/form-input.ts';
import { readTicketCode } from '#app/domain/ticket-code.ts';
import { EnterCodeInput, OpenScanInput, ScanPersonInput } from '#app/domain/scan-input.ts';
import { enterScan } from '#app/services/events/enter-scan.server.ts';
import { doorList } from '#app/services/events/door-list.server.ts';
import {
  closePhone,
  openSteward,
  stewardOfLink,
  stewardOfPhone,
  shiftHours,
} from '#app/services/events/stewards.server.ts';
import { RouteError } from '#app/ui/route-error.tsx';
import { PinForm } from '#app/ui/scan/pin-form.tsx';
import { PlainScanner } from '#app/ui/scan/plain-scanner.tsx';
import { Scanner } from '#app/ui/scan/scanner.tsx';
import { useHydrated } from '#app/ui/use-hydrated.ts';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { linkOf, phoneCookie, phoneToken, requireSteward } from '#app/web/steward.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `签到 ${data?.title ?? ''}` },
  { name: 'robots', content: 'noindex' },
  ...(data ? [{ tagName: 'link', rel: 'manifest', href: `/scan/${data.link}/app.webmanifest` }] : []),
];

/** The address opens a door: no other site may learn it. Our own forms still say where they come from, or the server refuses them. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const link = linkOf(args.params);
    const { steward, event } = await stewardOfLink(ctx, link);
    const head = { link, title: event.title, door: steward.label };
    if ((await stewardOfPhone(ctx, link, phoneToken(args.request))) === null) return { ...head, plain: null };
    const params = new URL(args.request.url).searchParams;
    const words = (params.get('q') ?? '').slice(0, 60);
    const { people } = await doorList(ctx, event, steward.label);
    // Names are in the page only where somebody asked for them: the page itself is kept on the phone.
    const said = scanOutcomes.find((outcome) => outcome === params.get('done')) ?? null;
    const who = people.find(({ id }) => id === params.get('who'))?.name ?? '';
    return { ...head, plain: { words, found: findPeople(people, words), counts: countsOf(people), said, who } };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const link = await page(async () => linkOf(args.params));
  const here = (outcome: string, who = '') => redirect(`/scan/${link}?done=${outcome}&who=${who}`);
  const isHttps = args.context.platform.baseUrl.startsWith('https://');
  return handleOpenForm(args, {
    open: openDeed(OpenScanInput, async (ctx, { pin }) => {
      const token = await openSteward(ctx, { link, pin });
      const cookie = phoneCookie(link, token, isHttps, shiftHours * 3600);
      return redirect(`/scan/${link}`, { headers: { 'set-cookie': cookie } });
    }),
    enter: openDeed(EnterCodeInput, async (_, { code, deed }) => {
      const { ctx, event, steward } = await requireSteward(args);
      const found = readTicketCode(code) === null ? findPeople((await doorList(ctx, event, '')).people, code) : [];
      const registrationId = found.length === 1 ? found[0]?.id : undefined;
      if (readTicketCode(code) === null && registrationId === undefined) {
        return redirect(`/scan/${link}?q=${encodeURIComponent(code)}`);
      }
      const scan = registrationId === undefined ? { code } : { registrationId };
      const done = await enterScan(ctx, event.id, { ...scan, deed: deed ?? 'in' }, { stewardId: steward.id });
      return here(done, registrationId ?? readTicketCode(code)?.registrationId);
    }),
    check: openDeed(ScanPersonInput, async (_, { rowId, deed }) => {
      const { ctx, event, steward } = await requireSteward(args);
      const by = { stewardId: steward.id };
      return here(await enterScan(ctx, event.id, { registrationId: rowId, deed }, by), rowId);
    }),
    leave: openDeed(NoInput, async (ctx) => {
      const token = phoneToken(args.request);
      if (token !== null) await closePhone(ctx, token);
      return redirect(`/scan/${link}`, { headers: { 'set-cookie': phoneCookie(link, '', isHttps, 0) } });
    }),
  });
};

export default function ScanPage() {
  const { link, title, door, plain } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const isHydrated = useHydrated();
  return (
    <main className="mx-auto grid max-w-md gap-5 px-4 py-5">
      <h1 className="text-xl font-bold">
        {title}
        <span className="block text-sm font-normal text-ink-soft">{door} · 签到</span>
      </h1>
      {plain === null ? (
        <PinForm errors={reply?.errors} />
      ) : isHydrated ? (
        <Scanner link={link} />
      ) : (
        <PlainScanner link={link} plain={plain} errors={reply?.errors} />
      )}
    </main>
  );
}

export function ErrorBoundary() {
  return (
    <main className="mx-auto max-w-md px-4 py-8">
      <RouteError onward={[{ label: '回首页', to: '/' }]} />
    </main>
  );
}
