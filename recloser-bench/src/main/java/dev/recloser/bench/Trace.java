package dev.recloser.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a queue, read from one small file. Times are milliseconds of virtual time.
 *
 * @param name the short name, e.g. T1
 * @param title one line for people
 * @param arrivals when jobs come
 * @param lasts how long the trace runs
 * @param outage when the dependency is down; null when it never is
 * @param dependency how it answers
 * @param poison jobs that always fail, with an error class of their own
 * @param workers who runs the jobs
 * @param retryWaits waits before the second, third, ... attempt; a job has one attempt more
 */
record Trace(
    String name,
    String title,
    Arrivals arrivals,
    long lasts,
    @Nullable Outage outage,
    Dependency dependency,
    Poison poison,
    Workers workers,
    List<Long> retryWaits) {

  /**
   * When jobs come.
   *
   * @param regular at equal distances instead of at random (Poisson)
   */
  record Arrivals(double perSecond, boolean regular) {}

  /**
   * When the dependency is down.
   *
   * @param failing share of attempts that fail while it is down
   * @param flaps up and down in turns of this length; 0 = down all the time
   */
  record Outage(long from, long lasts, double failing, long flaps) {

    long ends() {
      return from + lasts;
    }

    /** Whether the time is within the outage, up-turns of a flapping dependency included. */
    boolean covers(long now) {
      return now >= from && now < ends();
    }

    /** Whether attempts fail now. */
    boolean downAt(long now) {
      return covers(now) && (flaps == 0 || (now - from) / flaps % 2 == 0);
    }
  }

  /**
   * How the dependency answers.
   *
   * @param latency of a success; half to one and a half of it
   * @param failingLatency of a failure during the outage
   * @param noise share of attempts that fail by chance at any time
   * @param capacity starts per second that it can take after the outage; 0 = any number
   * @param cliff whether too many starts fail all attempts, or only those above the capacity
   */
  record Dependency(long latency, long failingLatency, double noise, int capacity, boolean cliff) {}

  /** Jobs that always fail, all at one time. */
  record Poison(int jobs, long at) {}

  /** Worker processes, each with so many jobs at a time. */
  record Workers(int processes, int slots) {}

  Trace {
    retryWaits = List.copyOf(retryWaits);
  }

  /** Attempts of a job in all. */
  int attempts() {
    return retryWaits.size() + 1;
  }

  /** The time at which the dependency is back for good; 0 when it was never away. */
  long back() {
    return outage == null ? 0 : outage.ends();
  }

  /** Reads a trace; a key that nobody knows is an error. */
  static Trace read(String name, Reader source) {
    var properties = new Properties();
    try (source) {
      properties.load(source);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the trace " + name, e);
    }
    var keys = new Keys(name, properties);
    var trace =
        new Trace(
            name,
            keys.text("title", name),
            new Arrivals(
                keys.number("jobs-per-second", 1), keys.text("arrivals", "").equals("regular")),
            keys.millis("lasts", "1h"),
            outage(keys),
            new Dependency(
                keys.millis("latency", "50ms"),
                keys.millis("outage-latency", "20ms"),
                keys.number("noise", 0),
                (int) keys.number("capacity", 0),
                !keys.text("overload", "cliff").equals("shed")),
            new Poison((int) keys.number("poison-jobs", 0), keys.millis("poison-at", "0s")),
            new Workers((int) keys.number("processes", 4), (int) keys.number("slots", 16)),
            keys.list("retry-waits", "10s,20s,40s,80s"));
    keys.rejectUnknown();
    return trace;
  }

  private static @Nullable Outage outage(Keys keys) {
    long from = keys.millis("outage-from", "0s");
    long lasts = keys.millis("outage-lasts", "0s");
    double failing = keys.number("outage-failing", 1);
    long flaps = keys.millis("outage-flaps", "0s");
    return lasts == 0 ? null : new Outage(from, lasts, failing, flaps);
  }

  /** The keys of one file; remembers which were asked for. */
  private static final class Keys {
    private final String name;
    private final Properties properties;
    private final TreeSet<String> unknown;

    Keys(String name, Properties properties) {
      this.name = name;
      this.properties = properties;
      this.unknown = new TreeSet<>(properties.stringPropertyNames());
    }

    String text(String key, String preset) {
      unknown.remove(key);
      return properties.getProperty(key, preset).strip();
    }

    double number(String key, double preset) {
      return Double.parseDouble(text(key, String.valueOf(preset)));
    }

    long millis(String key, String preset) {
      return parse(key, text(key, preset));
    }

    List<Long> list(String key, String preset) {
      String text = text(key, preset);
      List<Long> waits = new ArrayList<>();
      for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        waits.add(parse(key, part.strip()));
      }
      return waits;
    }

    void rejectUnknown() {
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException("trace " + name + ": unknown keys " + unknown);
      }
    }

    /** A number with its unit: ms, s, m or h. */
    private long parse(String key, String text) {
      int digits = 0;
      while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
        digits++;
      }
      long unit =
          switch (text.substring(digits)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default ->
                throw new IllegalArgumentException(
                    "trace " + name + ": " + key + " needs a unit (ms, s, m, h): " + text);
          };
      return Long.parseLong(text.substring(0, digits)) * unit;
    }
  }
}
