import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** One end of a WebSocket (RFC 6455), as much of it as Socket Mode needs: text frames, pings, the closing handshake. */
export type WebSocketConnection = {
  send(text: string): void;
  ping(): void;
  /** Says goodbye and hangs up. */
  close(): void;
  /** Ends the connection at once, as when a machine dies. */
  destroy(): void;
  onText(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
};

const acceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const longestMessage = 4_000_000;
/** Milliseconds between the goodbyes and hanging up. */
const lingering = 500;
const opcodes = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;

/** Answers the upgrade request, or null when it is not one for a WebSocket. */
export function acceptWebSocket(request: IncomingMessage, socket: Duplex, head: Buffer): WebSocketConnection | null {
  const key = request.headers["sec-websocket-key"];
  if (request.headers.upgrade?.toLowerCase() !== "websocket" || key === undefined) return null;
  const accept = createHash("sha1").update(`${key}${acceptSuffix}`).digest("base64");
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accept}`,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);

  const textListeners: ((text: string) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let rest = head;
  let fragments: Buffer[] = [];
  let saidGoodbye = false;

  function write(opcode: number, payload: Buffer): void {
    if (!socket.writable) return;
    socket.write(Buffer.concat([frameHead(opcode, payload.length), payload]));
  }

  function goodbye(payload: Buffer): void {
    if (saidGoodbye) return;
    saidGoodbye = true;
    write(opcodes.close, payload);
  }

  function take({ opcode, final, payload }: Frame): void {
    if (opcode === opcodes.ping) write(opcodes.pong, payload);
    if (opcode === opcodes.close) {
      goodbye(payload);
      // The client hangs up when it has read the goodbye; ours comes later, lest it overtake that frame.
      setTimeout(() => socket.end(), lingering).unref();
    }
    if (opcode !== opcodes.text && opcode !== opcodes.continuation) return;
    fragments.push(payload);
    if (!final) return;
    const text = Buffer.concat(fragments).toString("utf8");
    fragments = [];
    for (const listener of textListeners) listener(text);
  }

  function read(bytes: Buffer): void {
    rest = Buffer.concat([rest, bytes]);
    if (rest.length > longestMessage) socket.destroy();
    for (let frame = readFrame(rest); frame !== null; frame = readFrame(rest)) {
      rest = rest.subarray(frame.size);
      take(frame);
    }
  }

  socket.on("data", read);
  socket.on("error", () => socket.destroy());
  // An HTTP server's sockets stay half open: without this, a client that died would count as connected.
  socket.on("end", () => socket.end());
  socket.on("close", () => {
    for (const listener of closeListeners) listener();
  });

  return {
    send: (text) => write(opcodes.text, Buffer.from(text)),
    ping: () => write(opcodes.ping, Buffer.from("Ping from Slack")),
    close() {
      goodbye(Buffer.from([3, 232]));
      socket.end(() => socket.destroy());
    },
    destroy: () => socket.destroy(),
    onText: (listener) => void textListeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
  };
}

type Frame = { opcode: number; final: boolean; payload: Buffer; size: number };

/** The first whole frame in these bytes, unmasked; null while it is not all there. */
function readFrame(bytes: Buffer): Frame | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = (second & 0x80) !== 0;
  const start = 2 + extra + (masked ? 4 : 0);
  if (bytes.length < start) return null;
  const length = extra === 2 ? bytes.readUInt16BE(2) : extra === 8 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < start + length) return null;
  const payload = Buffer.from(bytes.subarray(start, start + length));
  if (masked) {
    const mask = bytes.subarray(start - 4, start);
    for (let index = 0; index < payload.length; index += 1) {
      payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
    }
  }
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, size: start + length };
}

/** A server's frame: whole, not masked. */
function frameHead(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode;
  if (length < 126) return Buffer.from([first, length]);
  if (length < 65_536) return Buffer.from([first, 126, length >> 8, length & 0xff]);
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
