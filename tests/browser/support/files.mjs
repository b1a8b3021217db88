// Files to attach, made here: nothing of a real licence.
import * as zlib from 'node:zlib';

// zlib.crc32 came with Node 22.2; the tests run with 20 too. PNG (RFC 2083, appendix) uses the same polynomial.
function crc32(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** A picture of a page: a pale ground, a frame, and lines in the place of writing. */
export function scan(width = 900, height = 640) {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const edge = Math.min(x, y, width - 1 - x, height - 1 - y);
      const line = y > 150 && y < height - 120 && y % 48 < 10 && x > 120 && x < width - 120 - ((y * 37) % 260);
      const title = y > 70 && y < 105 && x > width / 3 && x < (width * 2) / 3;
      rows[y * (width + 1) + 1 + x] = edge > 18 && edge < 24 ? 120 : title ? 60 : line ? 110 : 244;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits; grey
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const licence = { name: '营业执照 副本.png', mimeType: 'image/png', buffer: scan() };
export const notALicence = { name: '营业执照.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('这不是图片\n') };
