package dev.recloser.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of a queue, encoded as browsers encode them. */
final class QueuePaths {

  private QueuePaths() {}

  static String of(String queue) {
    return "/api/v1/queues/embedded/" + encoded(queue);
  }

  static String command(String queue, String command) {
    return of(queue) + "/breaker/" + command;
  }

  static String audit(String queue) {
    return "/api/v1/audit?engine=embedded&queue=" + encoded(queue);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
