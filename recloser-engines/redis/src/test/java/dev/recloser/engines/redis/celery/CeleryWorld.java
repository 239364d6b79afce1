package dev.recloser.engines.redis.celery;

import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engines.redis.RedisProvider;
import dev.recloser.engines.redis.RedisServer;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryDeadLetters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;

/** A Redis, a Python process that forks workers and one that sends jobs, for one test class. */
final class CeleryWorld implements AutoCloseable {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Path folder;
  private final RedisServer redis;
  private final Peer nursery;
  private final Peer client;

  CeleryWorld(Path folder) {
    this.folder = folder;
    this.redis = new RedisServer(folder);
    this.nursery = new Peer("nursery", redis.url(), folder);
    this.client = new Peer("client", redis.url(), folder);
  }

  RedisServer redis() {
    return redis;
  }

  static Engine engine(String redisUrl, Path dataDir) {
    return engine(redisUrl, dataDir, new MemoryDeadLetters());
  }

  static Engine engine(String redisUrl, Path dataDir, DeadLetters letters) {
    String url = "celery+" + redisUrl;
    return new RedisProvider()
        .create(
            new EngineSettings(
                "celery", url, dataDir, 0, _ -> false, InstantSource.system(), letters));
  }

  Engine engine(Path dataDir, DeadLetters letters) {
    return engine(redis.url(), dataDir, letters);
  }

  Engine engine(Path dataDir) {
    return engine(redis.url(), dataDir);
  }

  /** Declares a queue as a producer does at its first job. */
  String createQueue() {
    String queue = "queue-" + NUMBERS.incrementAndGet();
    try (RedisClient redisClient = redis.client()) {
      redisClient.sadd("_kombu.binding." + queue, Names.bindingMember(queue));
    }
    return queue;
  }

  List<String> send(String queue, List<? extends Map<String, ?>> arguments) {
    var ids = new ArrayList<String>();
    client
        .ask(Map.of("do", "send", "queue", queue, "plans", arguments))
        .forEach(id -> ids.add(id.asString()));
    return ids;
  }

  /** With options of {@code apply_async}. */
  List<String> send(String queue, List<? extends Map<String, ?>> arguments, Map<String, ?> how) {
    var ids = new ArrayList<String>();
    client
        .ask(Map.of("do", "send", "queue", queue, "plans", arguments, "how", how))
        .forEach(id -> ids.add(id.asString()));
    return ids;
  }

  /** Breaks the connection on which Recloser listens to events. */
  void cutListener() {
    try (RedisClient redisClient = redis.client()) {
      var list = (byte[]) client(redisClient, "LIST", "TYPE", "pubsub");
      new String(list, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(" name=recloser "))
          .map(line -> line.substring("id=".length(), line.indexOf(' ')))
          .forEach(id -> client(redisClient, "KILL", "ID", id));
    }
  }

  /** How many clients other than Recloser wait for a job. */
  long blockedReads() {
    try (RedisClient redisClient = redis.client()) {
      var list = (byte[]) client(redisClient, "LIST", "TYPE", "normal");
      return new String(list, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(" cmd=brpop "))
          .filter(line -> line.contains(" flags=b ") && !line.contains(" name=recloser "))
          .count();
    }
  }

  private static Object client(RedisClient redisClient, String... words) {
    var command = new CommandArguments(() -> "CLIENT".getBytes(StandardCharsets.UTF_8));
    List.of(words).forEach(command::add);
    return redisClient.executeCommand(command);
  }

  /** Whether there is no such key. */
  boolean redisIsEmpty(String key) {
    try (RedisClient redisClient = redis.client()) {
      return !redisClient.exists(key);
    }
  }

  List<String> send(String queue, int count) {
    return send(queue, IntStream.range(0, count).mapToObj(_ -> Map.<String, Object>of()).toList());
  }

  /** Somebody else uses remote control on some workers. */
  JsonNode control(String command, String queue, List<String> hosts) {
    return client.ask(
        Map.of(
            "do",
            command,
            "arguments",
            queue.isEmpty() ? Map.of() : Map.of("queue", queue),
            "hosts",
            hosts,
            "limit",
            hosts.size(),
            "timeout",
            3));
  }

  CeleryCrew start(List<String> queues, int count, Map<String, ?> options) {
    int number = NUMBERS.incrementAndGet();
    Path crewFolder = folder.resolve("crew-" + number);
    try {
      Files.createDirectories(crewFolder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var pids = new ArrayList<Long>();
    var names = new ArrayList<String>();
    for (int index = 0; index < count; index++) {
      String name = "w" + number + "-" + index;
      names.add(name);
      pids.add(fork(crewFolder, name, queues, options));
    }
    var crew = new CeleryCrew(crewFolder, names, pids, this::isIdle);
    Await.polling().until("the workers are ready", crew::isReady);
    return crew;
  }

  /**
   * Whether so many of these workers said that they told the end of every job they ran; a stopping
   * worker tells nothing. A job that ends fast may be done in its process while the main process
   * counts it as reserved still.
   */
  private boolean isIdle(List<String> hosts, int living) {
    int asked = Math.min(living, hosts.size());
    return areEmpty("reserved", hosts, asked) && areEmpty("active", hosts, asked);
  }

  /** Whether all of these workers said that they take jobs from no queue. */
  boolean takesFromNothing(List<String> hosts) {
    return areEmpty("active_queues", hosts, hosts.size());
  }

  private boolean areEmpty(String command, List<String> hosts, int asked) {
    JsonNode replies = control(command, "", hosts);
    return replies.size() >= asked
        && replies.valueStream().flatMap(JsonNode::valueStream).allMatch(JsonNode::isEmpty);
  }

  /** One worker more, without waiting for it. */
  long fork(Path crewFolder, String name, List<String> queues, Map<String, ?> options) {
    var command = new HashMap<String, Object>();
    command.put("folder", crewFolder.toString());
    command.put("name", name);
    command.put("queues", queues);
    command.put("options", options);
    return nursery.ask(command).path("pid").asLong();
  }

  /** Acknowledges after the end, so a worker holds one job per process and nothing more. */
  static Map<String, Object> late(int multiplier) {
    return Map.of("late", true, "multiplier", multiplier, "events", true);
  }

  /** As {@link #late}, and results with their arguments go to the same Redis. */
  Map<String, Object> remembering(int multiplier) {
    var options = new HashMap<>(late(multiplier));
    options.put("conf", Map.of("result_backend", redis.url(), "result_extended", true));
    return options;
  }

  @Override
  public void close() {
    nursery.close();
    client.close();
    redis.close();
  }
}
