/** Stands between the program and a database server, and cuts the line at a chosen statement. */
import { createServer, connect, type AddressInfo, type Socket } from "node:net";

export interface Cut {
  /** The beginning of the statement at which the line is cut. */
  readonly at: string;
  /** Whether the server still gets it; the answer never comes back. */
  readonly delivered: boolean;
}

export interface CutProxy {
  readonly url: string;
  /** The next statement of that kind is the last of its connection. */
  cutNext(cut: Cut): void;
  /** How often a line was cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** Four bytes of length and number stand before each packet; 3 means a query. */
const queryOf = (packet: Buffer): string => (packet[4] === 3 ? packet.subarray(5).toString("utf8") : "");

export async function cutProxy(url: string): Promise<CutProxy> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let next: Cut | null = null;
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port || 3306) });
    let deaf = false;
    const both = [client, upstream];
    const hangUp = () => both.forEach((socket) => socket.destroy());
    for (const socket of both) {
      open.add(socket);
      socket.on("error", hangUp);
      socket.on("close", () => {
        open.delete(socket);
        hangUp();
      });
    }
    client.on("data", (packet: Buffer) => {
      if (!next || !queryOf(packet).startsWith(next.at)) return void upstream.write(packet);
      const { delivered } = next;
      next = null;
      cuts += 1;
      if (!delivered) return hangUp();
      deaf = true;
      upstream.write(packet);
    });
    upstream.on("data", (answer) => (deaf ? hangUp() : void client.write(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    cutNext: (cut) => void (next = cut),
    get cuts() {
      return cuts;
    },
    async close() {
      open.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
