/** First stop of the keyboard on every page; jumps over the navigation. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="absolute left-4 top-0 z-20 -mt-16 bg-primary px-4 py-2 text-on-solid focus:mt-0 print:hidden"
    >
      跳到正文
    </a>
  );
}
