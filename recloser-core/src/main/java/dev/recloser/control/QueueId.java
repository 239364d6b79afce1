package dev.recloser.control;

/**
 * A queue of an engine, written {@code engine/name}.
 *
 * @param engine the engine's id; holds no slash
 * @param name the queue's name in the engine; may hold any character
 */
public record QueueId(String engine, String name) {

  /** Splits at the first slash. */
  public static QueueId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("a queue id is engine/name, was " + text);
    }
    return new QueueId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return engine + "/" + name;
  }
}
