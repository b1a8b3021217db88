// A new folder that nobody but root and this user can write to on the whole way, as a host wants for the programs that
// it starts. The system's folder for temporary files is not one. sound_folder.h is the same for C++.
import { mkdtempSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const othersMayWrite = 0o022;

function isSound(folder) {
  const { uid, mode } = statSync(folder);
  if ((uid !== 0 && uid !== process.geteuid()) || (mode & othersMayWrite) !== 0) return false;
  return dirname(folder) === folder || isSound(dirname(folder));
}

/** Below the user's home, runtime folder, or /run: the first that is sound. Whoever asked for it removes it. */
export function soundFolder() {
  for (const base of [homedir(), process.env.XDG_RUNTIME_DIR, '/run'].filter(Boolean)) {
    try {
      const whole = realpathSync(base);
      if (isSound(whole)) return mkdtempSync(join(whole, '.ekey-test-'));
    } catch (error) {
      if (!['ENOENT', 'EACCES', 'EROFS'].includes(error.code)) throw error; // the next one, then
    }
  }
  throw new Error('no folder that only root and this user can write');
}
