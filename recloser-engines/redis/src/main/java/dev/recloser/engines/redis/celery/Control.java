package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.RedisLink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.KeyValue;
import tools.jackson.databind.JsonNode;

/**
 * Remote control of workers: broadcasts, and the replies of those who got them. Each object has its
 * own list for replies and belongs to one thread at a time.
 */
final class Control {

  /**
   * One command.
   *
   * @param hosts for whom; empty for all
   * @param ticket what its replies carry; late replies to an earlier ask of the same ticket count
   */
  record Ask(String method, Map<String, ?> arguments, List<String> hosts, String ticket) {
    static Ask of(String method, Map<String, ?> arguments, List<String> hosts) {
      return new Ask(method, arguments, hosts, UUID.randomUUID().toString());
    }

    static Ask all(String method) {
      return of(method, Map.of(), List.of());
    }
  }

  /**
   * What came back.
   *
   * @param replies by host
   * @param complete whether everybody who got the command replied, those aside who are known not to
   * @param twice hosts from which more than one worker replied
   * @param silent known workers that are there, as far as one can tell, and do not reply
   */
  record Answer(
      Map<String, JsonNode> replies, boolean complete, Set<String> twice, Set<String> silent) {

    static final Answer NONE = new Answer(Map.of(), false, Set.of(), Set.of());

    boolean isOf(String host) {
      return replies.containsKey(host) || silent.contains(host);
    }
  }

  private static final Duration RELEARN = Duration.ofSeconds(10);
  private static final double SHORTEST_WAIT = 0.005;

  private final RedisLink link;
  private final Names names;
  private final LongSupplier ownSubscriptions;
  private final Fleet fleet;
  private final InstantSource clock;
  private final String oid = UUID.randomUUID().toString();

  /** Subscribers that do not reply, as learned when this many got a broadcast. */
  private long silent;

  private long silentAmong = -1;
  private long silentSince;

  /** Which workers these are, as far as their names are known. A late reply clears them. */
  private final Set<String> silentHosts = new HashSet<>();

  /**
   * A fresh list for replies.
   *
   * @param ownSubscriptions how many of those who get a broadcast are Recloser itself
   */
  Control(
      RedisLink link,
      Names names,
      LongSupplier ownSubscriptions,
      Fleet fleet,
      InstantSource clock) {
    this.link = link;
    this.fleet = fleet;
    this.names = names;
    this.ownSubscriptions = ownSubscriptions;
    this.clock = clock;
  }

  /** Sends commands together and waits for the replies to all of them, at most this long. */
  List<Answer> ask(List<Ask> asks, Duration limit) {
    if (asks.isEmpty()) {
      return List.of();
    }
    return link.call("remote control of the workers", redis -> ask(redis, asks, limit));
  }

  private List<Answer> ask(UnifiedJedis redis, List<Ask> asks, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    var calls = publish(redis, asks, limit);
    while (calls.values().stream().anyMatch(call -> !isComplete(call))) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      KeyValue<String, String> reply =
          redis.brpop(Math.max(SHORTEST_WAIT, left / 1e9), names.replyList(oid));
      if (reply != null) {
        accept(calls, reply.getValue());
      }
    }
    calls.values().forEach(this::forgetSilent);
    List<Answer> answers = calls.values().stream().map(this::answer).toList();
    calls.values().forEach(this::learnSilent);
    return answers;
  }

  private Answer answer(Call call) {
    return new Answer(call.replies, isComplete(call), call.twice, Set.copyOf(silentHosts));
  }

  /** A number alone cannot tell who is still to reply, so each worker that is known counts too. */
  private boolean isComplete(Call call) {
    if (!call.ask.hosts().isEmpty() || call.replyCount >= call.receivers) {
      return call.replyCount >= Math.min(call.expected(), call.receivers);
    }
    return call.replyCount >= call.receivers - knownSilent(call.receivers)
        && fleet.hosts().stream()
            .allMatch(host -> call.replies.containsKey(host) || silentHosts.contains(host));
  }

  private Map<String, Call> publish(UnifiedJedis redis, List<Ask> asks, Duration limit) {
    var calls = new LinkedHashMap<String, Call>();
    var receivers = new ArrayList<Response<Long>>();
    try (var pipeline = redis.pipelined()) {
      pipeline.sadd(names.binding(names.replyExchange()), names.replyMember(oid));
      for (Ask ask : asks) {
        receivers.add(pipeline.publish(names.controlChannel(), message(ask, limit)));
        calls.put(ask.ticket(), new Call(ask));
      }
      pipeline.sync();
    }
    int index = 0;
    for (Call call : calls.values()) {
      call.receivers = Math.max(0, receivers.get(index++).get() - ownSubscriptions.getAsLong());
    }
    return calls;
  }

  private String message(Ask ask, Duration limit) {
    var body = new HashMap<String, Object>();
    body.put("method", ask.method());
    body.put("arguments", ask.arguments());
    body.put("destination", ask.hosts().isEmpty() ? null : ask.hosts());
    body.put("pattern", null);
    body.put("matcher", null);
    body.put("ticket", ask.ticket());
    body.put("reply_to", Map.of("exchange", names.replyExchange(), "routing_key", oid));
    // A busy solo worker answers late: what it was told still holds then, so it is not to expire.
    double expires = clock.millis() / 1e3 + limit.toSeconds() + 60;
    return Envelope.control(names.controlExchangeName(), body, expires);
  }

  private void accept(Map<String, Call> calls, String text) {
    Envelope.read(text)
        .ifPresent(envelope -> {
          Call call = calls.get(envelope.path("headers").path("ticket").asString(""));
          Envelope.body(envelope)
              .ifPresent(body -> {
                body.propertyNames().forEach(this::isHeard);
                if (call != null) {
                  call.add(body);
                }
              });
        });
  }

  private void isHeard(String host) {
    if (silentHosts.remove(host)) {
      silentAmong = -1;
    }
  }

  private long knownSilent(long receivers) {
    boolean fresh = System.nanoTime() - silentSince < RELEARN.toNanos();
    return receivers == silentAmong && fresh ? silent : 0;
  }

  private void forgetSilent(Call call) {
    if (call.ask.hosts().isEmpty() && call.replyCount >= call.receivers) {
      silentHosts.clear();
      silentAmong = -1;
    }
  }

  private void learnSilent(Call call) {
    if (call.ask.hosts().isEmpty() && !isComplete(call)) {
      silent = call.receivers - call.replyCount;
      silentAmong = call.receivers;
      silentSince = System.nanoTime();
      silentHosts.clear();
      silentHosts.addAll(fleet.hosts());
      silentHosts.removeAll(call.replies.keySet());
    }
  }

  /** How many subscribers did not answer when last asked; 0 when all did. */
  long silent() {
    return silentAmong < 0 ? 0 : knownSilent(silentAmong);
  }

  /** Whether a known worker is there, as far as one can tell, and does not reply. */
  boolean isSilent(String host) {
    return silentHosts.contains(host);
  }

  /** Leaves nothing behind in Redis. */
  void close() {
    link.call(
        "closing remote control",
        redis -> {
          redis.srem(names.binding(names.replyExchange()), names.replyMember(oid));
          return redis.del(names.replyList(oid));
        });
  }

  /** One command under way. */
  private static final class Call {
    final Ask ask;
    final Map<String, JsonNode> replies = new LinkedHashMap<>();
    final Set<String> twice = new HashSet<>();
    long receivers;
    long replyCount;

    Call(Ask ask) {
      this.ask = ask;
    }

    void add(JsonNode body) {
      body.properties()
          .forEach(reply -> {
            replyCount++;
            if (replies.put(reply.getKey(), reply.getValue()) != null) {
              twice.add(reply.getKey());
            }
          });
    }

    long expected() {
      return ask.hosts().isEmpty() ? receivers : ask.hosts().size();
    }
  }
}
