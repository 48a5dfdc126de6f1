import { Link } from '@remix-run/react';
import { CaissonArt } from './caisson-art.tsx';
import { SearchBox } from './search-box.tsx';

const often = ['马铃薯 淀粉 废水', '黄芪 切制', '镍钴 回收', '牦牛乳'];

/** The question first; the picture runs to the edge of the window, on phones as a strip above. */
export function HomeHero() {
  return (
    <div className="relative overflow-x-clip border-b border-line">
      <CaissonArt className="block h-18 w-full object-cover lg:absolute lg:inset-y-0 lg:left-[calc(50%+13rem)] lg:h-full lg:w-[calc(50%-13rem)]" />
      <div className="page">
        <div className="py-8 lg:max-w-[46rem] lg:py-14">
          <h1 className="text-2xl font-bold sm:text-3xl">
            找到能用的成果，
            <span className="whitespace-nowrap">先用，</span>
            <span className="whitespace-nowrap">见效再付钱。</span>
          </h1>
          <p className="mt-3 text-lg text-ink-soft">
            <span className="sm:block">企业在这里找技术，高校院所在这里找用户。</span>
            <span className="sm:block">价格、成熟度、付款条件都写清楚，对接不收费。</span>
          </p>
          <div className="mt-8">
            <SearchBox
              size="home"
              action="/achievements"
              placeholder="说出你的问题，如：马铃薯 淀粉 废水"
              tabs={[
                { label: '找成果', hint: '我有问题要解决', to: '/achievements', current: true },
                { label: '找需求', hint: '我有技术要落地', to: '/demands', current: false },
              ]}
            />
            <p className="mt-3 flex flex-wrap items-center gap-x-5 text-sm text-ink-soft">
              大家在找
              {often.map((words) => (
                <Link
                  key={words}
                  to={`/achievements?q=${encodeURIComponent(words)}`}
                  className="link-quiet inline-flex min-h-11 items-center sm:min-h-7"
                >
                  {words}
                </Link>
              ))}
            </p>
          </div>
        </div>
      </div>
    </div>
  );
}
