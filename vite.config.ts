import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { packAssets } from './app/server/pack-assets.ts';
import remixOptions from './remix.config.js';

export default defineConfig({
  plugins: [tailwindcss(), remix(remixOptions), packAssets()],
  // Native modules of the server: the development server must not try to prepare them for the browser.
  optimizeDeps: { exclude: ['@node-rs/argon2', '@node-rs/jieba'] },
  build: {
    // The floor of decisions: Chromium 99, Safari 15.4 (WeChat's in-app browser).
    target: ['chrome99', 'safari15.4'],
    cssTarget: ['chrome99', 'safari15.4'],
    cssMinify: 'lightningcss',
    sourcemap: false,
  },
});
