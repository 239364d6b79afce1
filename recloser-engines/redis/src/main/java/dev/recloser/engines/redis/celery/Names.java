package dev.recloser.engines.redis.celery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The keys and channels of an application, as kombu's Redis transport names them. */
final class Names {

  /** Between the parts of a binding and before a priority. */
  static final String SEPARATOR = "\u0006\u0016";

  private static final String BINDINGS = "_kombu.binding.";
  private static final String GATE = ".recloser";
  private static final String PARKED = ".recloser-held";
  private static final String TICKETS = ".recloser-sent";

  private final CeleryOptions options;
  private final int database;

  Names(CeleryOptions options, int database) {
    this.options = options;
    this.database = database;
  }

  /** The lists of a queue, one for each priority step, the first served first. */
  List<String> lists(String queue) {
    var keys = new ArrayList<String>();
    for (int step : options.prioritySteps()) {
      keys.add(options.prefix() + queue + (step == 0 ? "" : SEPARATOR + step));
    }
    return keys;
  }

  int database() {
    return database;
  }

  /** Which of {@link #lists} a job of this priority goes to: the last step that is not above it. */
  int step(int priority) {
    int found = 0;
    for (int index = 0; index < options.prioritySteps().size(); index++) {
      if (options.prioritySteps().get(index) <= priority) {
        found = index;
      }
    }
    return found;
  }

  /** Where the tickets are noted of dead jobs that were sent back to a queue. */
  String tickets(String queue) {
    return options.prefix() + queue + TICKETS;
  }

  /** The queue that workers consume while this one is held. */
  static String gate(String queue) {
    return queue + GATE;
  }

  /** Where the jobs of a held queue are while a worker starts. */
  static String parked(String queue) {
    return queue + PARKED;
  }

  /** The queue behind a gate; the name itself when it is no gate. */
  static String ungated(String name) {
    return name.endsWith(GATE) ? name.substring(0, name.length() - GATE.length()) : name;
  }

  static boolean isOwn(String name) {
    return name.endsWith(GATE) || name.endsWith(PARKED) || name.endsWith(TICKETS);
  }

  boolean isWanted(String queue) {
    return !queue.isEmpty() && !isOwn(queue) && options.wants(queue);
  }

  String unacked() {
    return options.prefix() + "unacked";
  }

  /** The binding key of an exchange. */
  String binding(String exchange) {
    return options.prefix() + BINDINGS + exchange;
  }

  String bindingPattern() {
    return escaped(options.prefix() + BINDINGS) + "*";
  }

  /** Whether a binding key is one of remote control or events. */
  boolean isPlumbing(String bindingKey) {
    return Stream.of(controlExchange(), replyExchange(), options.eventExchange())
        .anyMatch(exchange -> bindingKey.equals(binding(exchange)));
  }

  /** How kombu binds a queue to the exchange of its name. */
  static String bindingMember(String queue) {
    return queue + SEPARATOR + SEPARATOR + queue;
  }

  /** The queue in a member of a binding set. */
  static String boundQueue(String member) {
    return member.substring(member.lastIndexOf(SEPARATOR) + SEPARATOR.length());
  }

  private String controlExchange() {
    return options.controlExchange() + ".pidbox";
  }

  String replyExchange() {
    return "reply." + controlExchange();
  }

  String replyList(String oid) {
    return options.prefix() + oid + "." + replyExchange();
  }

  String replyMember(String oid) {
    return oid + SEPARATOR + SEPARATOR + oid + "." + replyExchange();
  }

  String controlChannel() {
    return options.prefix() + "/" + database + "." + controlExchange();
  }

  String controlExchangeName() {
    return controlExchange();
  }

  String controlPattern() {
    return escaped(controlChannel());
  }

  String eventPattern() {
    return escaped(options.prefix() + "/" + database + "." + options.eventExchange() + "/") + "*";
  }

  /** A name as a pattern that matches only itself. */
  private static String escaped(String name) {
    return name.replaceAll("([*?\\[\\]\\\\^])", "\\\\$1");
  }
}
