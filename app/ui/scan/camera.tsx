import { useEffect, useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { qrReader } from './read-qr.ts';

/** The same ticket held before the camera is one scan. */
const pauseMs = 3000;
const lookEveryMs = 180;

/** The phone's camera. It starts on a tap and stops when the page is left. */
export function Camera({ onCode }: { onCode: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const take = useRef(onCode);
  const [isOn, setIsOn] = useState(false);
  const [fault, setFault] = useState('');
  useEffect(() => {
    take.current = onCode;
  });
  useEffect(() => {
    const screen = video.current;
    if (!isOn || screen === null) return;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const last = { code: '', at: 0 };
    const start = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        if (isGone) return stream.getTracks().forEach((track) => track.stop());
        screen.srcObject = stream;
        await screen.play();
        const read = await qrReader();
        const look = async () => {
          const code = await read(screen).catch(() => null);
          const now = Date.now();
          if (code !== null && (code !== last.code || now - last.at > pauseMs)) take.current(code);
          if (code !== null) Object.assign(last, { code, at: now });
          if (!isGone) timer = setTimeout(() => void look(), lookEveryMs);
        };
        void look();
      } catch {
        setFault('打不开相机：请在浏览器里允许使用相机，或在下面按姓名、手机尾号、手动码签到。');
        setIsOn(false);
      }
    };
    void start();
    return () => {
      isGone = true;
      clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, [isOn]);
  return (
    <div className="grid gap-2">
      <video
        ref={video}
        muted
        playsInline
        aria-label="相机画面"
        className={isOn ? 'aspect-square w-full rounded-lg bg-ink object-cover' : 'hidden'}
      />
      <Button look={isOn ? 'secondary' : 'primary'} wide onClick={() => setIsOn(!isOn)}>
        {isOn ? '关相机' : '开相机扫码'}
      </Button>
      {fault && <p className="text-sm text-danger">{fault}</p>}
    </div>
  );
}
