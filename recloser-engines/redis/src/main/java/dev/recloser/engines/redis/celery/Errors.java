package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Outcome.ErrorText;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Error texts out of events: {@code exception} is a Python repr such as {@code OSError('x')}, and a
 * line of {@code traceback} has the full class name and the plain text.
 */
final class Errors {

  private static final int MOST = 2_000;

  /** What billiard reports for a killed child or a hard time limit. */
  private static final String WRAPPED = "ExceptionWithTraceback";

  private static final Pattern REPR =
      Pattern.compile("(?<type>[\\w.]+)\\((?<text>.*)\\)", Pattern.DOTALL);
  private static final Pattern LINE =
      Pattern.compile("(?<type>[A-Za-z_][\\w.]*)(?:: (?<text>.*))?");

  private Errors() {}

  static ErrorText of(String exception, String traceback) {
    Matcher repr = REPR.matcher(exception);
    boolean known = repr.matches();
    String type = known ? repr.group("type") : "";
    String[] lines = traceback.strip().split("\n", -1);
    for (int index = lines.length - 1; index >= 0; index--) {
      Matcher line = LINE.matcher(lines[index]);
      if (line.matches() && isOf(line.group("type"), type)) {
        return new ErrorText(line.group("type"), cut(text(line, lines, index)));
      }
    }
    return known
        ? new ErrorText(type, cut(unquoted(repr.group("text"))))
        : new ErrorText(null, cut(exception));
  }

  /** The error in a result: {@code exc_type}, {@code exc_module} and {@code exc_message}. */
  static ErrorText ofResult(JsonNode result) {
    String type = result.path("exc_type").asString("");
    String module = result.path("exc_module").asString("");
    boolean plain = module.isEmpty() || module.equals("builtins");
    var texts = new ArrayList<String>();
    JsonNode message = result.path("exc_message");
    if (message.isArray()) {
      message.forEach(part -> texts.add(part.isString() ? part.stringValue() : part.toString()));
    } else {
      texts.add(message.asString(""));
    }
    return new ErrorText(
        type.isEmpty() ? null : plain ? type : module + "." + type, cut(String.join(", ", texts)));
  }

  private static boolean isOf(String found, String type) {
    return type.isEmpty()
        || type.equals(WRAPPED)
        || found.equals(type)
        || found.endsWith("." + type);
  }

  /** A message may have more lines, up to the next part of a chain of tracebacks. */
  private static String text(Matcher line, String[] lines, int from) {
    var text = new StringBuilder(line.group("text") == null ? "" : line.group("text"));
    for (int index = from + 1; index < lines.length && !lines[index].isBlank(); index++) {
      text.append('\n').append(lines[index]);
    }
    return text.toString();
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '\'' || text.charAt(0) == '"')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST);
  }
}
