/**
 * Archives for the tests of what the page takes from files.
 * @module
 */

import { deflateRawSync } from "node:zlib";

/**
 * A ZIP archive of one file, after another that is only in the way.
 * @param {string} name
 * @param {string | Buffer} text
 * @param {boolean} deflated
 */
export function zip(name, text, deflated) {
  const records = [];
  const directory = [];
  let at = 0;
  for (const [path, content] of [["[Content_Types].xml", "<x/>"], [name, text]]) {
    const raw = Buffer.from(content);
    const data = deflated ? deflateRawSync(raw) : raw;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(deflated ? 8 : 0, 4);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(raw.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(path), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(path), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), fields, tail, Buffer.from(path));
    records.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(2, 4);
  end.writeUInt16LE(2, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...records, central, Buffer.from("PK\x05\x06"), end]);
}
