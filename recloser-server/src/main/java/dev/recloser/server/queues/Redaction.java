package dev.recloser.server.queues;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hides what looks like a secret in payloads before anyone sees them: in JSON by key, also in JSON
 * within strings; elsewhere, as in Python's notation, what follows a telling word. A body was cut
 * to 2,000 characters before, so the work is bounded.
 */
final class Redaction {

  private static final String HIDDEN = "***";
  private static final Pattern TELLING =
      Pattern.compile(
          "password|passwd|secret|token|authorization|api[-_]?key|private[-_]?key|cookie|credential");
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?i)([\"']?[\\w-]{0,40}(?:password|passwd|secret|token|authorization|api[-_]?key|private[-_]?key|cookie|credential)[\\w-]{0,40}[\"']?\\s{0,5}[:=]\\s{0,5})(\"[^\"]*\"?|'(?:[^'\\\\]++|\\\\.)*+'?|(?:bearer |basic )?[^\\s,;&}]+)");
  private static final int DEEPEST = 20;

  private final JsonMapper json;

  Redaction(JsonMapper json) {
    this.json = // shows numbers as they were written
        json.rebuild()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }

  String text(String body) {
    var start = body.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      try {
        return json.writeValueAsString(hide(json.readTree(body), 0));
      } catch (JacksonException _) {
        return inText(body); // cut, or only looks like JSON
      }
    }
    return inText(body);
  }

  Map<String, String> properties(Map<String, String> properties) {
    Map<String, String> shown = new TreeMap<>();
    properties.forEach((key, value) -> shown.put(key, tells(key) ? HIDDEN : text(value)));
    return shown;
  }

  private static String inText(String text) {
    return IN_TEXT.matcher(text).replaceAll("$1" + HIDDEN);
  }

  private JsonNode hide(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      return json.getNodeFactory().stringNode(HIDDEN);
    }
    return switch (node) {
      case ObjectNode object -> {
        var shown = json.createObjectNode();
        object
            .properties()
            .forEach(entry -> {
              var key = entry.getKey();
              if (tells(key)) {
                shown.put(key, HIDDEN);
              } else {
                shown.set(key, hide(entry.getValue(), depth + 1));
              }
            });
        yield shown;
      }
      case ArrayNode array -> {
        var shown = json.createArrayNode();
        array.forEach(element -> shown.add(hide(element, depth + 1)));
        yield shown;
      }
      default ->
          node.isString() ? json.getNodeFactory().stringNode(text(node.stringValue())) : node;
    };
  }

  private static boolean tells(String key) {
    return TELLING.matcher(key.toLowerCase(Locale.ROOT)).find();
  }
}
