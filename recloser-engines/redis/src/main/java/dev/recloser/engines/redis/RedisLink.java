package dev.recloser.engines.redis;

import dev.recloser.engine.EngineException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A few connections to one Redis; broken ones are replaced at the next call. Safe for all threads.
 */
public final class RedisLink implements AutoCloseable {

  /** How Recloser's connections are named in Redis. */
  public static final String NAME = "recloser";

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofMillis(1_500);

  /** Two that wait for replies, and some for commands. */
  private static final int CONNECTIONS = 8;

  private final RedisUrl url;

  /** Guarded by this: made at the first call, gone after a close. */
  private @Nullable UnifiedJedis client;

  /** A link that connects when it is first used. */
  public RedisLink(RedisUrl url) {
    this.url = url;
  }

  /**
   * Runs commands.
   *
   * @param what for the message, e.g. "the hold of mail"
   * @throws EngineException UNREACHABLE when Redis does not answer, REFUSED when it says no
   */
  public <T> T call(String what, Function<UnifiedJedis, T> commands) {
    return translated(what, () -> commands.apply(client()));
  }

  /**
   * Listens until the thread is interrupted or the connection breaks, on a connection of its own.
   * An interrupted listener goes back to Jedis' pool while Redis still sends to it, and the next
   * command there reads a message for its reply (redis/jedis issue 4722).
   *
   * @param what for the message
   * @throws EngineException as {@link #call} does
   */
  public void listen(String what, JedisPubSub listener, String... patterns) {
    boolean _ =
        translated(
            what,
            () -> {
              try (var own = connect()) {
                own.psubscribe(listener, patterns);
                return true;
              }
            });
  }

  private <T> T translated(String what, Supplier<T> commands) {
    try {
      return commands.get();
    } catch (JedisAccessControlException e) {
      throw refused(what, e);
    } catch (JedisDataException e) {
      if (isBusy(e)) {
        throw unreachable(what, e);
      }
      throw refused(what, e);
    } catch (JedisException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof JedisDataException && !isBusy(cause)) {
          throw refused(what, e); // the pool wraps a refused sign-in
        }
      }
      throw unreachable(what, e);
    }
  }

  /** Answers of a Redis that will be back: loading its file, busy, a replica after a failover. */
  private static boolean isBusy(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("LOADING")
        || message.startsWith("BUSY")
        || message.startsWith("MASTERDOWN")
        || message.startsWith("READONLY")
        || message.startsWith("TRYAGAIN");
  }

  private EngineException refused(String what, Throwable cause) {
    String message = what + " was refused by Redis at " + url + ": " + cause.getMessage();
    return new EngineException(EngineException.Kind.REFUSED, message, cause);
  }

  private EngineException unreachable(String what, Throwable cause) {
    String message = what + " failed: Redis at " + url + " " + why(cause);
    return new EngineException(EngineException.Kind.UNREACHABLE, message, cause);
  }

  /**
   * What a person can do something about. Jedis hides it among what it suppressed, where a failure
   * may also lead back to itself.
   */
  private static String why(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var next = new ArrayDeque<Throwable>(List.of(failure));
    while (!next.isEmpty()) {
      Throwable one = next.remove();
      switch (one) {
        case UnknownHostException _ -> {
          return "has a host name that is not known";
        }
        case ConnectException _ -> {
          return "does not answer: nothing listens there";
        }
        case SSLException e -> {
          return "answers, but not with TLS that this server trusts: " + e.getMessage();
        }
        default -> {}
      }
      if (seen.add(one)) {
        next.addAll(List.of(one.getSuppressed()));
        Optional.ofNullable(one.getCause()).ifPresent(next::add);
      }
    }
    return "does not answer";
  }

  private synchronized UnifiedJedis client() {
    if (client == null) {
      client = connect();
    }
    return client;
  }

  private UnifiedJedis connect() {
    var pool = new GenericObjectPoolConfig<Connection>();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(CONNECT);
    pool.setJmxEnabled(false);
    if (url.masterName() == null) {
      var host = url.hosts().getFirst();
      return RedisClient.builder()
          .hostAndPort(host.name(), host.port())
          .clientConfig(config(true))
          .poolConfig(pool)
          .build();
    }
    Set<HostAndPort> sentinels = new HashSet<>();
    url.hosts().forEach(host -> sentinels.add(new HostAndPort(host.name(), host.port())));
    return RedisSentinelClient.builder()
        .masterName(url.masterName())
        .sentinels(sentinels)
        .sentinelClientConfig(config(false))
        .clientConfig(config(true))
        .poolConfig(pool)
        .build();
  }

  private JedisClientConfig config(boolean data) {
    var config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .connectionTimeoutMillis((int) CONNECT.toMillis())
            .socketTimeoutMillis((int) ANSWER.toMillis())
            .blockingSocketTimeoutMillis((int) ANSWER.multipliedBy(2).toMillis())
            .sslOptions(url.tls() ? SslOptions.defaults() : null);
    if (data) {
      config.database(url.database()).clientName(NAME);
      var account = url.account();
      if (account != null) {
        config.user(account.user()).password(account.password());
      }
    }
    return config.build();
  }

  /** Whether this is a lost connection rather than an answer. */
  public static boolean isLost(RuntimeException e) {
    return e instanceof JedisConnectionException;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  @Override
  public String toString() {
    return "RedisLink[" + url + "]";
  }
}
