import { connect } from "node:net";

const NUL = "\0";

/** Sends one job in plain STOMP, as any program with a socket can; waits for the broker's receipt. */
export function sendJob(port: number, token: string, queue: string, body: string): Promise<void> {
  const frames = [
    ["CONNECT", "accept-version:1.2", "host:recloser", "login:e2e", `passcode:${token}`, "", ""],
    ["SEND", `destination:${queue}`, "destination-type:ANYCAST", "receipt:sent", "", body],
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(frames.map((lines) => lines.join("\n") + NUL).join("")),
    );
    let answer = "";
    socket.on("data", (data) => {
      answer += data.toString("utf8");
      if (answer.includes("RECEIPT")) {
        socket.end();
        resolve();
      } else if (answer.includes("ERROR")) {
        socket.destroy();
        reject(new Error(answer));
      }
    });
    socket.on("error", reject);
  });
}
