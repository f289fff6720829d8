// Installs what package-lock.json names into the folder given, once: a build that finds it there asks no registry.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const from = dirname(fileURLToPath(import.meta.url));
const to = process.argv[2];
const wanted = readFileSync(join(from, 'package-lock.json'), 'utf8');
const installed = join(to, 'installed.json');

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    cpSync(join(from, name), join(to, name));
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--prefer-offline', '--loglevel=error'], {
    cwd: to,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.error || done.status !== 0) {
    console.error('npm ci failed in ' + to + ': is npm there, and can it reach its registry?');
    process.exit(1);
  }
  writeFileSync(installed, wanted);
}
