package dev.recloser.engines.redis.celery;

import dev.recloser.engine.EngineException;
import dev.recloser.engines.redis.RedisLink;
import dev.recloser.engines.redis.celery.Control.Answer;
import dev.recloser.engines.redis.celery.Control.Ask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.UnifiedJedis;

/**
 * Tells workers to stop taking from queues, so that no job is lost by it. A worker that was told
 * has a read of up to a second under way that still names the queue. kombu puts a job that comes by
 * it back under its old tag, and forgets that tag a moment later; a second worker with such a read,
 * which got the job in between, then finds nothing to put back ({@code restore_by_tag} and {@code
 * ack} in kombu/transport/redis.py, seen with 5.2.4: one job in about every second hold of eight
 * busy workers). So few workers are told at a time. The next ones are told when these were seen to
 * have stopped, which is later than their answer ({@code call_soon} in celery/worker/control.py),
 * when the reads under way were ended after that, and when they have dealt with what these brought.
 */
final class Stopper {

  private static final Duration TELL = Duration.ofMillis(1_500);
  private static final Duration STEP = Duration.ofMillis(500);

  /** A start that holds more queues anew tells all workers together: it would take too long. */
  private static final int QUEUES = 20;

  private static final int STEPS = 64;
  private static final Pattern CLIENT =
      Pattern.compile("id=(\\d+) .* name=(\\S*) .* flags=(\\S+) db=(\\d+) .* cmd=(\\S+)( .*)?");

  private final RedisLink link;
  private final Names names;
  private final Fleet fleet;
  private boolean mayUnblock = true;

  Stopper(RedisLink link, Names names, Fleet fleet) {
    this.link = link;
    this.names = names;
    this.fleet = fleet;
  }

  /**
   * Has the workers stop taking from queues and serve their gates.
   *
   * @param servers by queue the workers that the journal names, which serve it: they alone are
   *     told, so that a release finds all whom a hold stopped
   * @return whether there was anybody to tell
   */
  boolean tell(Control control, Map<String, List<String>> servers) {
    var hosts = new TreeSet<String>();
    servers.values().forEach(hosts::addAll);
    if (asks(servers, hosts).isEmpty()) {
      return false;
    }
    if (mayUnblock && servers.size() <= QUEUES) {
      turns(control, hosts).forEach(some -> tellFew(control, servers, some));
    } else {
      tell(control, servers, hosts, TELL);
      endReads();
    }
    return true;
  }

  /** Who is told together: few at a time, and at last those who are known not to reply. */
  private static List<Set<String>> turns(Control control, Set<String> hosts) {
    var turns = new ArrayList<Set<String>>();
    var awake = hosts.stream().filter(host -> !control.isSilent(host)).toList();
    int size = Math.ceilDiv(awake.size(), STEPS);
    for (int from = 0; from < awake.size(); from += size) {
      turns.add(Set.copyOf(awake.subList(from, Math.min(awake.size(), from + size))));
    }
    var silent = new TreeSet<>(hosts);
    silent.removeAll(awake);
    turns.add(silent);
    return turns;
  }

  private void tellFew(Control control, Map<String, List<String>> servers, Set<String> some) {
    if (asks(servers, some).isEmpty()) {
      return;
    }
    boolean awake = tell(control, servers, some, STEP);
    if (awake) {
      fleet.refreshUntil(control, some, STEP, () -> asks(servers, some).isEmpty());
    }
    endReads();
    if (awake) { // who answers now has dealt with what its last read brought
      fleet.refreshUntil(control, some, STEP, () -> true);
    }
  }

  /** Whether all of them answered. */
  private boolean tell(
      Control control, Map<String, List<String>> servers, Set<String> some, Duration limit) {
    fleet.changing();
    var answers = control.ask(asks(servers, some), limit);
    fleet.changing();
    return answers.stream().allMatch(Answer::complete);
  }

  private List<Ask> asks(Map<String, List<String>> servers, Set<String> to) {
    var asks = new ArrayList<Ask>();
    servers.forEach((queue, own) -> {
      var takers = new ArrayList<>(Holds.hosts(fleet.takers(queue)));
      takers.retainAll(own); // who was met since the journal was written is for the next turn
      takers.retainAll(to);
      if (!takers.isEmpty()) {
        asks.add(Holds.cancel(queue, takers));
      }
      var missing = new ArrayList<>(own);
      missing.removeAll(Holds.hosts(fleet.takers(Names.gate(queue))));
      missing.retainAll(to);
      if (!missing.isEmpty()) {
        asks.add(Holds.take(Names.gate(queue), missing));
      }
    });
    return asks;
  }

  /** Ends blocking reads as their time-out would; each worker reads again at once. */
  private void endReads() {
    if (!mayUnblock) {
      return;
    }
    try {
      link.call(
          "ending the reads of workers",
          redis -> {
            var clients = (byte[]) client(redis, "LIST");
            new String(clients, StandardCharsets.UTF_8).lines().forEach(line -> end(redis, line));
            return true;
          });
    } catch (EngineException e) {
      if (e.kind() != EngineException.Kind.REFUSED) {
        throw e;
      }
      mayUnblock = false; // the rights are too small for that: what a hold was without it
    }
  }

  private void end(UnifiedJedis redis, String line) {
    var client = CLIENT.matcher(line);
    if (client.matches()
        && !client.group(2).equals(RedisLink.NAME)
        && client.group(3).contains("b")
        && client.group(4).equals("" + names.database())
        && client.group(5).equals("brpop")) {
      var _ = client(redis, "UNBLOCK", client.group(1), "TIMEOUT");
    }
  }

  private static Object client(UnifiedJedis redis, String... words) {
    var command = new CommandArguments(() -> "CLIENT".getBytes(StandardCharsets.UTF_8));
    List.of(words).forEach(command::add);
    return redis.executeCommand(command);
  }
}
