package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.EngineException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.json.JsonObject;
import org.apache.activemq.artemis.utils.JsonLoader;

/** One row of the broker's {@code listQueues}; all its values are strings. */
record QueueRow(
    String name,
    String address,
    boolean paused,
    long messages,
    long delivering,
    long scheduled,
    int consumers,
    long added,
    long acknowledged,
    long killed,
    boolean jobs) {

  private static final int PAGE = 500;
  private static final int MAX_PAGES = 40;
  private static final int MAX_ATTEMPTS = 3;
  private static final String ALL =
      """
      {"field":"","operation":"","value":"","sortOrder":"","sortBy":"","sortColumn":""}\
      """;

  /** Every queue of the broker. */
  static List<QueueRow> all(Link link) throws Exception {
    var rows = new ArrayList<QueueRow>();
    for (int page = 1; page <= MAX_PAGES; page++) {
      List<JsonObject> answer = patientPage(link, page);
      answer.forEach(row -> rows.add(of(row)));
      if (answer.size() < PAGE) {
        break;
      }
    }
    return rows;
  }

  /** The listing of 2.55.0 trips over a queue that goes away meanwhile, as temporary ones do. */
  private static List<JsonObject> patientPage(Link link, int page) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return page(link, "listQueues", ALL, page);
      } catch (EngineException e) {
        if (e.kind() != EngineException.Kind.REFUSED || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** One page of a listing of the broker. */
  static List<JsonObject> page(Link link, String listing, String options, int page)
      throws Exception {
    String json = link.invoke("broker", listing, options, page, PAGE).toString();
    try (var reader = new StringReader(json)) {
      var rows = JsonLoader.readObject(reader).getJsonArray("data");
      var objects = new ArrayList<JsonObject>(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        objects.add(rows.getJsonObject(i));
      }
      return objects;
    }
  }

  /** Options that keep only the rows of one queue. */
  static String ofQueue(String field, String queue) {
    return JsonLoader.createObjectBuilder()
        .add("field", field)
        .add("operation", "EQUALS")
        .add("value", queue)
        .add("sortOrder", "")
        .add("sortBy", "")
        .add("sortColumn", "")
        .build()
        .toString();
  }

  private static QueueRow of(JsonObject row) {
    String name = row.getString("name", "");
    String address = row.getString("address", "");
    boolean jobs =
        !flag(row, "internalQueue")
            && !flag(row, "temporary")
            && flag(row, "durable")
            && !isOurs(name)
            && !isOurs(address);
    return new QueueRow(
        name,
        address,
        flag(row, "paused"),
        number(row, "messageCount"),
        number(row, "deliveringCount"),
        number(row, "scheduledCount"),
        (int) number(row, "consumerCount"),
        number(row, "messagesAdded"),
        number(row, "messagesAcked"),
        number(row, "messagesKilled"),
        jobs);
  }

  private static boolean isOurs(String name) {
    return name.startsWith("activemq.") || name.startsWith("recloser.") || name.startsWith("$");
  }

  private static boolean flag(JsonObject row, String key) {
    return row.getString(key, "false").equals("true");
  }

  private static long number(JsonObject row, String key) {
    String text = row.getString(key, "0");
    return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  long waiting() {
    return Math.max(0, messages - delivering - scheduled);
  }
}
