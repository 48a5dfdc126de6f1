import { LivePage } from '../live-page.tsx';

/** Keeps an open deal room up to date. */
export const RoomLive = ({ dealId }: { dealId: string }) => <LivePage from={`/desk/deals/${dealId}/live`} />;
