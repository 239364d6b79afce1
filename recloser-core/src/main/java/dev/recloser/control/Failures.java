package dev.recloser.control;

import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.engine.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest 500 failed attempts of a queue within the last hour, grouped by error. An error's text
 * may come before or after its outcome; both are joined by job and attempt. Confined to its guard.
 */
final class Failures {

  private static final int MAX = 500;
  private static final int MAX_EARLY = 200;
  private static final Duration AGE = Duration.ofHours(1);

  /** One failed attempt; its error is filled in when the text comes. */
  private static final class Entry {
    private final String key;
    private final Instant at;
    private final long grant;
    private @Nullable String error;

    private Entry(String key, Instant at, long grant, @Nullable String error) {
      this.key = key;
      this.at = at;
      this.grant = grant;
      this.error = error;
    }
  }

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final LinkedHashMap<String, Outcome.ErrorText> early = new LinkedHashMap<>();

  void add(Outcome outcome, Instant now) {
    var key = key(outcome.jobId(), outcome.attempt());
    var known = outcome.error() == null ? early.remove(key) : outcome.error();
    var text = known == null ? null : text(known);
    entries.addLast(new Entry(key, now, outcome.grant(), text));
    while (entries.size() > MAX) {
      entries.removeFirst();
    }
  }

  /** The text of an attempt's error that came before its outcome; null when none did. */
  Outcome.@Nullable ErrorText early(String jobId, int attempt) {
    return early.get(key(jobId, attempt));
  }

  /** The text of an attempt's error, whether its outcome has come or not. */
  void explain(String jobId, int attempt, Outcome.ErrorText error) {
    var key = key(jobId, attempt);
    var newestFirst = entries.descendingIterator();
    while (newestFirst.hasNext()) {
      var entry = newestFirst.next();
      if (entry.key.equals(key)) {
        entry.error = text(error);
        return;
      }
    }
    early.put(key, error);
    if (early.size() > MAX_EARLY) {
      early.pollFirstEntry();
    }
  }

  /** Errors since a time, most frequent first; failures without text are left out. */
  List<ErrorCount> since(Instant from, int limit) {
    Map<String, ErrorCount> counts = new HashMap<>();
    for (var entry : entries) {
      var error = entry.error;
      if (error != null && !entry.at.isBefore(from)) {
        counts.merge(error, new ErrorCount(error, 1, entry.at), Failures::plus);
      }
    }
    return counts.values().stream()
        .sorted(Comparator.comparingLong(ErrorCount::count).reversed())
        .limit(limit)
        .toList();
  }

  /** The last hour's errors, most frequent first. */
  List<ErrorCount> lastHour(Instant now, int limit) {
    return since(now.minus(AGE), limit);
  }

  /** The newest error of an attempt that started under a grant. */
  @Nullable String ofGrant(long grant) {
    var newestFirst = entries.descendingIterator();
    while (newestFirst.hasNext()) {
      var entry = newestFirst.next();
      if (entry.grant == grant && entry.error != null) {
        return entry.error;
      }
    }
    return null;
  }

  private static ErrorCount plus(ErrorCount a, ErrorCount b) {
    return new ErrorCount(
        a.error(), a.count() + b.count(), a.lastAt().isAfter(b.lastAt()) ? a.lastAt() : b.lastAt());
  }

  private static String key(String jobId, int attempt) {
    return attempt + "#" + jobId;
  }

  private static String text(Outcome.ErrorText error) {
    var name = error.errorClass();
    return Words.fingerprint(name == null ? error.message() : name + ": " + error.message());
  }
}
